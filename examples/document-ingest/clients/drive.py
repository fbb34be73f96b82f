#!/usr/bin/env python3
"""Drives one document-ingest run from its start to its end, knowing only names and JSON.

Nothing of ntro-workflow is imported here, and nothing of Temporal: the official `temporal` command
carries the JSON. Any language with a Temporal client can do the same.

    export TEMPORAL_ADDRESS=127.0.0.1:7233 DOCUMENT_INGEST_DOCUMENTS=papers
    document-ingest-worker --task-queue invoices &
    clients/drive.py --task-queue invoices papers/invoice.pdf
    clients/drive.py --task-queue invoices papers/invoice.pdf --correct total value 2380.90
    clients/drive.py --task-queue invoices papers/invoice.pdf --reject "wrong month"

The command is taken from NTRO_TEMPORAL_CLI, else `temporal` on PATH. The exit status is 0 if the run
committed its record, which is printed, and 1 if not.
"""

import argparse
import json
import os
import subprocess
import sys
import time
import uuid
from pathlib import Path

WORKFLOW = "DocumentIngestWorkflow"
MARKS = {"pending": "·", "active": "▶", "waiting_for_input": "?", "completed": "✔", "failed": "✘"}
# Refusals that the same answer would meet again.
HOPELESS = {"malformed", "ambiguous", "not_allowed", "invalid_payload"}


def temporal(*words):
    """Runs one `temporal workflow …` command. Gives what it prints as JSON, or None if that is nothing."""
    command = [os.environ.get("NTRO_TEMPORAL_CLI", "temporal"), "workflow", *words, "--output", "json"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        sys.exit(f"there is no `{command[0]}`; install the Temporal CLI, or name it in NTRO_TEMPORAL_CLI")
    return json.loads(done.stdout) if done.stdout.strip() else None


class Run:
    """One run, by its workflow id."""

    def __init__(self, workflow_id):
        self.workflow_id = workflow_id

    def start(self, task_queue, context):
        if not temporal("start", "--type", WORKFLOW, "--task-queue", task_queue,
                        "--workflow-id", self.workflow_id, "--input", json.dumps(context)):
            sys.exit("the run was not started; does TEMPORAL_ADDRESS name a server?")

    def query(self, name):
        """None if the run cannot be asked at the moment, such as before a worker has taken it up."""
        answer = temporal("query", "--workflow-id", self.workflow_id, "--name", name)
        return answer["queryResult"][0] if answer else None

    def signal(self, name, message):
        # One that comes too late is no mistake: the run has closed meanwhile.
        temporal("signal", "--workflow-id", self.workflow_id, "--name", name,
                 "--input", json.dumps(message))

    def is_open(self):
        shown = temporal("describe", "--workflow-id", self.workflow_id)
        if not shown:
            sys.exit(f"the run {self.workflow_id} cannot be seen any more; is the server there?")
        return shown["workflowExecutionInfo"]["status"] == "WORKFLOW_EXECUTION_STATUS_RUNNING"

    def result(self):
        """The record. Ends the program if the run closed without one."""
        closed = temporal("result", "--workflow-id", self.workflow_id)
        if closed["status"] != "COMPLETED":
            failed = closed["closeEvent"].get("workflowExecutionFailedEventAttributes", {})
            sys.exit(f"no record: {failed.get('failure', {}).get('message', closed['status'])}")
        return closed["result"]


def document(path, context):
    """What the signal `document_submitted` carries."""
    return {
        "document_ref": path if "://" in path else Path(path).resolve().as_uri(),
        "tenant_slug": context["tenant_slug"],
        "entity_slug": context["entity_slug"],
        "source": context["source"],
        "filename": Path(path).name,
        "content_type": "application/pdf",
    }


def decision(asked, pending):
    """What the signal `user_action` carries.

    With the `gate_id` and the `revision` that were shown, an answer reaches that very question or is
    refused. Without them it is for whatever is asked when it arrives.
    """
    if asked.reject is not None:
        answer = {"type": "rejected", "comments": asked.reject}
    elif asked.correct:
        answer = {"type": "corrected", "corrections": [
            {"line_item_id": row, "field": field, "new_value": value(text)}
            for row, field, text in asked.correct]}
    else:
        answer = {"type": "approved"}
    if not asked.unaddressed:
        answer |= {"gate_id": pending["gate_id"], "revision": pending["revision"]}
    return answer


def value(text):
    try:
        return json.loads(text)
    except ValueError:
        return text


def drive(run, asked, submission):
    """Answers whatever the run waits for, until it has closed.

    An answer may come too early, or find the run not ready: so it asks again, as a person would.
    """
    shown = None
    while run.is_open():
        state = run.query("current_ui_state") or {}
        breadcrumb = "  ".join(f"{MARKS[step['status']]} {step['title']}" for step in state.get("steps", []))
        if breadcrumb != shown:
            print(breadcrumb, flush=True)
            shown = breadcrumb
        if HOPELESS & state.get("refused", {}).keys():
            sys.exit(f"refused: {state['log'][-1]['message']}")
        pending = run.query("current_pending_action") or {}
        if pending.get("kind") == "submit_file":
            run.signal(pending["args"]["signal_name"], submission)
        elif pending.get("kind") == "interactive_review":
            run.signal("user_action", decision(asked, pending))
        time.sleep(0.2)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("document", help="a PDF below the worker's documents directory, or its URI")
    parser.add_argument("--task-queue", required=True)
    parser.add_argument("--reject", metavar="COMMENTS")
    parser.add_argument("--correct", nargs=3, action="append", metavar=("ROW", "FIELD", "VALUE"))
    parser.add_argument("--unaddressed", action="store_true", help="answer as older clients do")
    return parser.parse_args()


def main():
    asked = arguments()
    context = {"period": "2026-03", "entity_slug": "sample-entity", "tenant_slug": "sample-tenant",
               "source": "supplier-invoices", "schema_slug": "invoice"}
    run = Run(f"document-ingest-{uuid.uuid4()}")
    run.start(asked.task_queue, context)
    drive(run, asked, document(asked.document, context))
    print(json.dumps(run.result(), indent=2))


if __name__ == "__main__":
    main()
