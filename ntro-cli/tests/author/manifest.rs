//! `cargo ntro manifest`.

use serde_json::Value;

use crate::package::Package;

const RUNBOOK: &str = "src/runbook.rs";

/// The manifest of a crate through a life of changes. One crate, because each change is built.
#[test]
fn each_class_of_difference_is_found_and_accepted() {
    let package = Package::made("manifest-life");
    is_shown(&package);
    let check = || package.ntro(&["manifest", "--check"]);
    let (code, sentence) = package_complaint(&check());
    assert!(code == 1 && sentence.contains("--accept` and check it in"), "{sentence}");

    let told = package.ntro(&["manifest", "--accept"]).well();
    assert!(told.contains("manifest.lock is written; check it in"), "{told}");
    assert_eq!(check().well(), "");
    let told = package.ntro(&["manifest", "--accept"]).well();
    assert!(told.contains("manifest.lock is as it was"), "{told}");

    package.edit(RUNBOOK, "title = \"Post\"", "title = \"Post them\"");
    differs(&package, "compatible", "accept them with");
    let accepted = package.ntro(&["manifest", "--accept", "--json"]).json();
    assert_eq!(
        (&accepted["written"], &accepted["changes"][0]["class"]),
        (&true.into(), &"compatible".into())
    );
    assert_eq!(check().well(), "");

    let period = "pub period: String,\n}\n\n/// The accruals of";
    package.edit(RUNBOOK, period, &period.replacen('}', "    /// Who asks.\n    pub entity: String,\n}", 1));
    differs(&package, "needs_care", "look at each");

    package.edit(RUNBOOK, "name = \"approve\"", "name = \"sign_off\"");
    differs(&package, "breaking", "take back what is breaking");
    package.ntro(&["manifest", "--accept"]).well();
    assert_eq!(check().well(), "");

    is_mended(&package);
}

fn is_shown(package: &Package) {
    let outline = package.ntro(&["manifest"]).well();
    assert!(outline.contains("step approve: Approve the accruals, by accountant"), "{outline}");
    let manifest = package.ntro(&["manifest", "--json"]).json();
    assert_eq!(manifest["package"]["name"], "manifest-life");
    assert_eq!(manifest["runbooks"][0]["input"]["schema"]["properties"]["period"]["type"], "string");
}

fn package_complaint(said: &crate::program::Said) -> (i32, String) {
    let (code, sentence) = said.complaint();
    (code, sentence.to_owned())
}

/// The check fails with that class as the worst, for people and as JSON.
fn differs(package: &Package, worst: &str, remedy: &str) {
    let said = package.ntro(&["manifest", "--check", "--json"]);
    assert_eq!(said.json()["worst"], worst, "{said:?}");
    let said = package.ntro(&["manifest", "--check"]);
    let heading = format!("{} (1)", worst.replace('_', " "));
    assert!(said.stdout.contains(&heading), "{said:?}");
    let (code, sentence) = said.complaint();
    assert!(code == 1 && sentence.contains(remedy) && sentence.contains("--accept"), "{sentence}");
}

/// A lock that a merge has broken is refused, and written anew when it is accepted.
fn is_mended(package: &Package) {
    let lock = package.read("manifest.lock");
    package.write("manifest.lock", &lock.replace("{\n", "<<<<<<< ours\n{\n"));
    let broken = package.ntro(&["manifest", "--check"]);
    let (code, sentence) = broken.complaint();
    assert!(code == 1 && sentence.contains("if a merge left its marks"), "{sentence}");
    let told = package.ntro(&["manifest", "--accept"]).well();
    assert!(told.contains("the old one could not be read, so nothing was compared"), "{told}");
    assert_eq!(package.read("manifest.lock"), lock);
    package.write("manifest.lock", "<<<<<<< ours\n");
    let accepted = package.ntro(&["manifest", "--accept", "--json"]).json();
    assert_eq!(accepted["changes"], Value::Null);

    package.write("manifest.lock", &lock.replace('\n', "\r\n"));
    assert_eq!(package.ntro(&["manifest", "--check"]).well(), "", "line ends are those of the system");
    package.write("manifest.lock", &format!("{lock}# looked at\n"));
    let edited = package.ntro(&["manifest", "--check"]);
    let (code, sentence) = edited.complaint();
    assert!(code == 1 && sentence.contains("not as it is written now"), "{sentence}");
    std::fs::write(package.path("manifest.lock"), [0xff]).expect("writes the lock");
    let unreadable = package.ntro(&["manifest", "--accept"]);
    let (code, sentence) = unreadable.complaint();
    assert!(code == 1 && sentence.contains("remove it and write it with"), "{sentence}");

    package.write("manifest.lock", "{\"manifest_version\": 99, \"runbooks\": []}\n");
    let newer = package.ntro(&["manifest", "--accept"]);
    let (code, sentence) = newer.complaint();
    assert!(code == 1 && sentence.contains("version 99"), "{sentence}");
}

#[test]
fn a_bundle_keeps_what_people_wrote() {
    let package = Package::made("manifest-bundle");
    let told = package.ntro(&["manifest", "--bundle"]).well();
    let file = "runbooks/accrual-approval/runbook.md";
    assert!(told.contains(&format!("{file} is written")), "{told}");
    assert!(package.read(file).contains("label: Approve the accruals"));

    package.edit(file, "slug: accrual-approval", "slug: accrual-approval\nteam: ledger");
    package.write(file, &format!("{}\n## When to use\n\nAt the end of a month.\n", package.read(file)));
    package.edit(RUNBOOK, "Approve the accruals", "Sign off the accruals");
    package.ntro(&["manifest", "--bundle"]).well();
    let text = package.read(file);
    for kept in ["label: Sign off the accruals", "team: ledger", "At the end of a month."] {
        assert!(text.contains(kept), "{kept} in {text}");
    }

    let told: Value = package.ntro(&["manifest", "--bundle", "--json"]).json();
    assert_eq!(told["written"], false, "nothing is new");
    package.ntro(&["manifest", "--bundle", "elsewhere"]).well();
    assert!(package.path("elsewhere/accrual-approval/runbook.md").exists());

    package.write(file, "---\nslug: [\n---\n");
    let refused = package.ntro(&["manifest", "--bundle"]);
    let (code, sentence) = refused.complaint();
    assert!(code == 1 && sentence.contains("runbook.md") && sentence.contains("mend it"), "{sentence}");
    assert_eq!(package.read(file), "---\nslug: [\n---\n", "nothing is written over it");
}
