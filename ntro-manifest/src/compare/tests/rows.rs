//! The rows: an edit of the old and the new manifest, and the changes that are found.

use serde_json::{Value, json};

/// An edit, and what is said, each with the name of its rule.
pub(super) type Row = (fn(&mut Value, &mut Value), Vec<&'static str>);

pub(super) fn rows() -> Vec<Row> {
    [
        runbooks(),
        around_runbooks(),
        steps(),
        words_of_steps(),
        timeouts_and_screens(),
        gates(),
        answers(),
        handlers(),
        types(),
        presence(),
        sent(),
        read(),
        recorded(),
        at_gates(),
    ]
    .concat()
}

fn runbook(manifest: &mut Value) -> &mut Value {
    &mut manifest["runbooks"][0]
}

fn step(manifest: &mut Value) -> &mut Value {
    &mut runbook(manifest)["steps"][1]
}

fn gate(manifest: &mut Value) -> &mut Value {
    &mut step(manifest)["gates"][0]
}

fn push(list: &mut Value, entry: Value) {
    list.as_array_mut().expect("a list").push(entry);
}

fn drop(object: &mut Value, key: &str) {
    object.as_object_mut().expect("an object").remove(key);
}

fn remove(list: &mut Value, index: usize) {
    list.as_array_mut().expect("a list").remove(index);
}

fn other() -> Value {
    json!({"slug": "other", "workflow_type": "OtherWorkflow", "steps": []})
}

fn runbooks() -> Vec<Row> {
    vec![
        (|_, new| push(&mut new["runbooks"], other()), vec!["other: new [runbook-new]"]),
        (|old, _| push(&mut old["runbooks"], other()), vec!["other: removed [runbook-removed]"]),
        (
            |_, new| runbook(new)["slug"] = json!("closing"),
            vec!["month-end: renamed month-end → closing [runbook-renamed]"],
        ),
        (
            |_, new| runbook(new)["workflow_type"] = json!("Closing"),
            vec!["month-end: workflow type MonthEndWorkflow → Closing [workflow-type-changed]"],
        ),
        (|_, new| runbook(new)["docs"] = json!("Closes."), vec!["month-end: docs changed [docs-changed]"]),
        (
            |_, new| runbook(new)["listing"]["tags"] = json!(["close"]),
            vec!["month-end: listing changed [listing-changed]"],
        ),
        (
            |_, new| {
                let front_matter =
                    json!({"slug": "x", "name": "X", "version": "1", "state": "S", "author": "A"});
                runbook(new)["bundle"] = front_matter;
            },
            vec!["month-end: bundle view changed [bundle-changed]"],
        ),
    ]
}

fn around_runbooks() -> Vec<Row> {
    vec![
        (
            |_, new| new["task_queue"] = json!("close"),
            vec!["task_queue: \"runbooks\" → \"close\" [task-queue-changed]"],
        ),
        (|_, new| drop(new, "external"), vec!["external: ingest: removed [external-changed]"]),
        (|old, _| drop(old, "external"), vec!["external: ingest: new [external-changed]"]),
        (
            |_, new| runbook(new)["children"][0]["elsewhere"] = json!(true),
            vec![
                "month-end/children: ingest of another worker: new [child-changed]",
                "month-end/children: ingest: removed [child-changed]",
            ],
        ),
        // The same child, written in another way.
        (|_, new| runbook(new)["children"][0]["expression"] = json!("Ingest::RUN"), vec![]),
        (
            |_, new| push(&mut new["activities"], json!({"name": "ledger.print"})),
            vec!["activities/ledger.print: new [activity-new]"],
        ),
        (|_, new| drop(new, "activities"), vec!["activities/ledger.post: removed [activity-removed]"]),
        (
            |_, new| new["activities"][0]["name"] = json!("ledger.book"),
            vec!["activities/ledger.post: renamed ledger.post → ledger.book [activity-renamed]"],
        ),
        (
            |_, new| new["activities"][0]["event_type"] = json!("journal.posted"),
            vec!["activities/ledger.post: its results are events, journal.posted [event-new]"],
        ),
        (
            |old, new| {
                old["activities"][0]["event_type"] = json!("journal.posted");
                new["activities"][0]["event_type"] = json!("journal.booked");
            },
            vec!["activities/ledger.post: event journal.posted → journal.booked [event-changed]"],
        ),
        (
            |old, _| old["activities"][0]["event_type"] = json!("journal.posted"),
            vec![
                "activities/ledger.post: its results are no events any more, journal.posted [event-removed]",
            ],
        ),
    ]
}

fn steps() -> Vec<Row> {
    vec![
        (
            |_, new| push(&mut runbook(new)["steps"], json!({"name": "print", "title": "Print"})),
            vec!["month-end/steps/print: new, at the end [step-new-at-end]"],
        ),
        (
            |old, _| remove(&mut runbook(old)["steps"], 0),
            vec!["month-end/steps/propose: inserted [step-inserted]"],
        ),
        (
            |_, new| remove(&mut runbook(new)["steps"], 2),
            vec!["month-end/steps/post: removed [step-removed]"],
        ),
        (
            |_, new| runbook(new)["steps"][2]["name"] = json!("book"),
            vec!["month-end/steps/post: renamed post → book [step-renamed]"],
        ),
        (
            // Two went and two came at the same place: which became which is not obvious.
            |_, new| {
                runbook(new)["steps"][0]["name"] = json!("a");
                runbook(new)["steps"][1] = json!({"name": "b", "title": "B"});
            },
            vec![
                "month-end/steps/propose: removed [step-removed]",
                "month-end/steps/review: removed [step-removed]",
                "month-end/steps/a: inserted [step-inserted]",
                "month-end/steps/b: inserted [step-inserted]",
            ],
        ),
        (
            |_, new| runbook(new)["steps"].as_array_mut().expect("steps").swap(0, 2),
            vec!["month-end/steps: order propose, review, post → post, review, propose [step-order]"],
        ),
    ]
}

fn words_of_steps() -> Vec<Row> {
    vec![
        (
            |_, new| step(new)["title"] = json!("Look"),
            vec!["month-end/steps/review: title \"Review\" → \"Look\" [step-title]"],
        ),
        (
            |_, new| step(new)["icon"] = json!("Eye"),
            vec!["month-end/steps/review: icon none → \"Eye\" [step-icon]"],
        ),
        (
            |_, new| step(new)["description"] = json!("Look at it."),
            vec!["month-end/steps/review: description none → \"Look at it.\" [step-description]"],
        ),
        (
            |_, new| step(new)["responsibility"] = json!("client"),
            vec!["month-end/steps/review: responsibility \"accountant\" → \"client\" [step-responsibility]"],
        ),
        (
            |_, new| step(new)["docs"] = json!("Looks."),
            vec!["month-end/steps/review: docs changed [docs-changed]"],
        ),
    ]
}

fn timeouts_and_screens() -> Vec<Row> {
    vec![
        (
            |_, new| step(new)["component"] = json!("SUMMARY"),
            vec!["month-end/steps/review: component \"DATA_TABLE\" → \"SUMMARY\" [step-component]"],
        ),
        (
            |_, new| step(new)["timeout_seconds"] = json!(60),
            vec!["month-end/steps/review: timeout in seconds 86400 → 60 [step-timeout]"],
        ),
        (
            |_, new| drop(step(new), "timeout_seconds"),
            vec!["month-end/steps/review: timeout in seconds 86400 → none [step-timeout-dropped]"],
        ),
        (
            |old, _| drop(step(old), "timeout_seconds"),
            vec!["month-end/steps/review: timeout in seconds none → 86400 [step-timeout-declared]"],
        ),
        (
            |_, new| gate(new)["component"] = json!("SUMMARY"),
            vec!["month-end/steps/review/gates/review: component none → \"SUMMARY\" [gate-component]"],
        ),
    ]
}

fn gates() -> Vec<Row> {
    vec![
        (
            |_, new| step(new)["gates"][1]["declared"] = json!(true),
            vec!["month-end/steps/review/gates/papers: declared [gate-declared]"],
        ),
        (
            |_, new| {
                step(new)["gates"][1]["declared"] = json!(true);
                step(new)["gates"][1]["component"] = json!("FILE_UPLOAD");
            },
            vec!["month-end/steps/review/gates/papers: declared [gate-declared]"],
        ),
        (
            |old, _| step(old)["gates"][1]["declared"] = json!(true),
            vec!["month-end/steps/review/gates/papers: no longer declared [gate-undeclared]"],
        ),
        (
            |old, _| remove(&mut step(old)["gates"], 1),
            vec!["month-end/steps/review/gates/papers: new [gate-new]"],
        ),
        (
            |_, new| remove(&mut step(new)["gates"], 1),
            vec!["month-end/steps/review/gates/papers: removed [gate-removed]"],
        ),
        (
            |_, new| step(new)["gates"][1]["name"] = json!("proofs"),
            vec!["month-end/steps/review/gates/papers: renamed papers → proofs [gate-renamed]"],
        ),
        (
            |_, new| step(new)["gates"][1]["kind"] = json!("review"),
            vec!["month-end/steps/review/gates/papers: submission → review [gate-kind]"],
        ),
    ]
}

fn answers() -> Vec<Row> {
    vec![
        (
            |_, new| gate(new)["answers"] = json!(["approved"]),
            vec!["month-end/steps/review/gates/review: answer rejected removed [answer-removed]"],
        ),
        (
            |_, new| gate(new)["answers"] = json!(["rejected", "approved", "corrected"]),
            vec!["month-end/steps/review/gates/review: answer corrected new [answer-added]"],
        ),
        (
            // One that is not declared takes every answer.
            |old, _| {
                *gate(old) = json!({"name": "review", "kind": "review", "declared": false});
            },
            vec![
                "month-end/steps/review/gates/review: answer corrected removed [answer-removed]",
                "month-end/steps/review/gates/review: declared [gate-declared]",
            ],
        ),
    ]
}

fn handlers() -> Vec<Row> {
    vec![
        (
            |_, new| push(&mut runbook(new)["signals"], json!({"name": "stop"})),
            vec!["month-end/signals/stop: new [handler-new]"],
        ),
        (|_, new| drop(runbook(new), "signals"), vec!["month-end/signals/note: removed [signal-removed]"]),
        (|_, new| drop(runbook(new), "queries"), vec!["month-end/queries/rate: removed [query-removed]"]),
        (
            |_, new| drop(runbook(new), "updates"),
            vec!["month-end/updates/set_rate: removed [update-removed]"],
        ),
        (
            |_, new| runbook(new)["updates"][0]["name"] = json!("put_rate"),
            vec!["month-end/updates/set_rate: renamed set_rate → put_rate [handler-renamed]"],
        ),
        (
            |_, new| runbook(new)["signals"][0]["docs"] = json!("A note."),
            vec!["month-end/signals/note: docs changed [docs-changed]"],
        ),
        (
            |_, new| new["activities"][0]["docs"] = json!("Posts."),
            vec!["activities/ledger.post: docs changed [docs-changed]"],
        ),
    ]
}

fn types() -> Vec<Row> {
    vec![
        (
            |_, new| gate(new)["payload"]["type"] = json!("Draft"),
            vec!["month-end/steps/review/gates/review/payload: type Journal → Draft [type-name]"],
        ),
        (
            |_, new| drop(&mut runbook(new)["input"], "schema"),
            vec!["month-end/input: the schema is known of one side only [type-unknown]"],
        ),
        (
            |old, new| {
                drop(&mut gate(old)["payload"], "schema");
                drop(&mut gate(new)["payload"], "schema");
                gate(new)["payload"]["type"] = json!("Draft");
            },
            vec!["month-end/steps/review/gates/review/payload: type Journal → Draft [gate-type-unknown]"],
        ),
        (
            |old, new| {
                drop(&mut runbook(old)["output"], "schema");
                drop(&mut runbook(new)["output"], "schema");
                runbook(new)["output"]["type"] = json!("Draft");
            },
            vec!["month-end/output: type Record → Draft [type-unknown]"],
        ),
        (
            |_, new| runbook(new)["updates"][0]["payload"]["schema"]["not"] = json!({"const": 0}),
            vec![
                "month-end/updates/set_rate/payload#: not none → {\"const\":0}; what that means cannot be told \
                 [schema-unknown]",
            ],
        ),
    ]
}

fn presence() -> Vec<Row> {
    vec![
        (
            |old, _| drop(&mut runbook(old)["signals"][0], "payload"),
            vec!["month-end/signals/note/payload: new: String [payload-appeared]"],
        ),
        (
            |_, new| drop(&mut runbook(new)["signals"][0], "payload"),
            vec!["month-end/signals/note/payload: removed: String [payload-dropped]"],
        ),
        (|old, _| drop(runbook(old), "output"), vec!["month-end/output: new: Record [result-appeared]"]),
        (|_, new| drop(runbook(new), "output"), vec!["month-end/output: removed: Record [result-dropped]"]),
    ]
}

fn input(manifest: &mut Value) -> &mut Value {
    &mut runbook(manifest)["input"]["schema"]
}

/// What others send.
fn sent() -> Vec<Row> {
    vec![
        (
            |_, new| input(new)["properties"]["year"] = json!({"type": "integer"}),
            vec!["month-end/input#/year: new, optional [sent-widened]"],
        ),
        (
            |_, new| {
                input(new)["properties"]["year"] = json!({"type": "integer"});
                input(new)["required"] = json!(["month", "year"]);
            },
            vec!["month-end/input#/year: new, required [input-new-required]"],
        ),
        (
            // It was there, and could be left out.
            |old, _| drop(input(old), "required"),
            vec!["month-end/input#/month: optional → required [sent-narrowed]"],
        ),
        (
            |old, _| input(old)["properties"]["year"] = json!({"type": "integer"}),
            vec!["month-end/input#/year: dropped [sent-field-dropped]"],
        ),
        (
            |_, new| runbook(new)["signals"][0]["payload"]["schema"]["maxLength"] = json!(80),
            vec!["month-end/signals/note/payload#: maxLength none → 80 [sent-narrowed]"],
        ),
        (
            |_, new| runbook(new)["queries"][0]["payload"]["schema"]["type"] = json!(["string", "null"]),
            vec!["month-end/queries/rate/payload#: type string → null or string [sent-widened]"],
        ),
    ]
}

fn output(manifest: &mut Value) -> &mut Value {
    &mut runbook(manifest)["output"]["schema"]
}

fn answer(manifest: &mut Value) -> &mut Value {
    &mut runbook(manifest)["queries"][0]["answer"]["schema"]
}

/// What others read.
fn read() -> Vec<Row> {
    vec![
        (
            |_, new| output(new)["properties"]["total"] = json!({"type": "number"}),
            vec!["month-end/output#/total: new, optional [result-new-field]"],
        ),
        (
            |_, new| output(new)["properties"]["lines"]["type"] = json!("number"),
            vec!["month-end/output#/lines: type integer → number [result-widened]"],
        ),
        (
            |_, new| output(new)["properties"]["lines"]["minimum"] = json!(0),
            vec!["month-end/output#/lines: minimum none → 0 [result-narrowed]"],
        ),
        (
            |_, new| answer(new)["properties"]["rate"]["minimum"] = json!(0),
            vec!["month-end/queries/rate/answer#/rate: minimum none → 0 [answer-narrowed]"],
        ),
        (
            |_, new| drop(&mut answer(new)["properties"], "at"),
            vec!["month-end/queries/rate/answer#/at: dropped [answer-field-dropped]"],
        ),
        (
            // Readers rely on what was always there.
            |_, new| {
                drop(&mut answer(new)["properties"], "rate");
                drop(answer(new), "required");
            },
            vec!["month-end/queries/rate/answer#/rate: dropped, was required [result-widened]"],
        ),
    ]
}

/// What histories keep.
fn recorded() -> Vec<Row> {
    vec![
        (
            |_, new| new["activities"][0]["input"]["schema"]["type"] = json!("integer"),
            vec!["activities/ledger.post/input#: type number → integer [recorded-narrowed]"],
        ),
        (
            |_, new| new["activities"][0]["output"]["schema"]["type"] = json!(["string", "null"]),
            vec!["activities/ledger.post/output#: type string → null or string [recorded-widened]"],
        ),
        (
            |old, new| {
                for (manifest, properties) in [(old, json!({"id": {}, "at": {}})), (new, json!({"id": {}}))] {
                    let schema = json!({"type": "object", "properties": properties});
                    manifest["activities"][0]["output"]["schema"] = schema;
                }
            },
            vec!["activities/ledger.post/output#/at: dropped [recorded-field-dropped]"],
        ),
        (
            |old, _| drop(&mut old["activities"][0], "output"),
            vec!["activities/ledger.post/output: new: String [recorded-narrowed]"],
        ),
    ]
}

fn shown(manifest: &mut Value) -> &mut Value {
    &mut gate(manifest)["payload"]["schema"]
}

/// What people look at and send back.
fn at_gates() -> Vec<Row> {
    vec![
        (
            |_, new| shown(new)["properties"]["note"] = json!({"type": "string"}),
            vec!["month-end/steps/review/gates/review/payload#/note: new, optional [gate-new-field]"],
        ),
        (
            |_, new| shown(new)["properties"]["amount"]["type"] = json!(["number", "null"]),
            vec![
                "month-end/steps/review/gates/review/payload#/amount: type number → null or number \
                 [gate-widened]",
            ],
        ),
        (
            |_, new| shown(new)["properties"]["amount"]["minimum"] = json!(0),
            vec!["month-end/steps/review/gates/review/payload#/amount: minimum none → 0 [gate-narrowed]"],
        ),
        (
            |_, new| drop(&mut shown(new)["properties"], "amount"),
            vec!["month-end/steps/review/gates/review/payload#/amount: dropped [gate-narrowed]"],
        ),
    ]
}
