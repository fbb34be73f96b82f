//! What both directions found, by place.

use std::collections::BTreeMap;

use crate::schema::reason::{Reason, Text};
use crate::schema::{Difference, Direction, Presence};

const GAVE_UP: &str =
    "the schemas differ, and have too many alternatives or levels to be compared to their end";

/// What was found at one place about one keyword.
#[derive(Default)]
struct Found {
    /// Why old values do not fit.
    lost: Vec<Reason>,
    /// Why new values did not fit.
    gained: Vec<Reason>,
}

pub(crate) fn merged(lost: Vec<Reason>, gained: Vec<Reason>) -> Vec<Difference> {
    let mut places: BTreeMap<(String, String), Found> = BTreeMap::new();
    for reason in lost {
        places.entry(key(&reason)).or_default().lost.push(reason);
    }
    for reason in gained {
        places.entry(key(&reason)).or_default().gained.push(reason);
    }
    places.into_iter().map(|((pointer, keyword), found)| found.difference(pointer, keyword)).collect()
}

/// That a property came or went is one thing, whichever keywords say it.
fn key(reason: &Reason) -> (String, String) {
    let keyword = if reason.is_presence() { "properties" } else { &reason.keyword };
    (reason.pointer.clone(), keyword.to_owned())
}

impl Found {
    fn difference(self, pointer: String, keyword: String) -> Difference {
        let direction = self.direction();
        let (presence, what) = match self.presence() {
            Some((presence, what)) => (presence, what),
            None => (None, self.said(&keyword, direction)),
        };
        let refused = self.lost.iter().chain(&self.gained).any(|reason| reason.text == Text::Refused);
        Difference { pointer, keyword, direction, what, presence, refused }
    }

    fn direction(&self) -> Direction {
        match (self.lost.is_empty(), self.gained.is_empty()) {
            _ if self.lost.iter().chain(&self.gained).all(|reason| reason.unknown) => Direction::Unknown,
            (true, _) => Direction::Wider,
            (_, true) => Direction::Narrower,
            _ => Direction::Changed,
        }
    }

    /// What became of a property, in words too. Of alternatives, one may get it and another one lose it:
    /// then it neither came nor went.
    fn presence(&self) -> Option<(Option<Presence>, String)> {
        let needed = |reasons: &[Reason]| reasons.iter().any(|reason| reason.text == Text::NotHere);
        let unnamed = |reasons: &[Reason]| {
            reasons.iter().any(|reason| matches!(reason.text, Text::NotThere | Text::Refused))
        };
        let (required_now, required_before) = (needed(&self.lost), needed(&self.gained));
        let comes = required_now || unnamed(&self.gained);
        let goes = required_before || unnamed(&self.lost);
        match (comes, goes) {
            (true, true) => Some((None, "new in one alternative, dropped in another one".to_owned())),
            (true, false) => {
                let how = if required_now { "required" } else { "optional" };
                Some((Some(Presence::New), format!("new, {how}")))
            }
            (false, true) => {
                let how = if required_before { ", was required" } else { "" };
                Some((Some(Presence::Dropped), format!("dropped{how}")))
            }
            (false, false) => None,
        }
    }

    fn said(&self, keyword: &str, direction: Direction) -> String {
        let lost = self.lost.iter().filter_map(|reason| match &reason.text {
            Text::Says(old, new) => Some(changed(keyword, old, new)),
            Text::NotTaken(values) => Some(format!("no longer takes {values}")),
            Text::GaveUp => Some(GAVE_UP.to_owned()),
            Text::NotThere | Text::Refused | Text::NotHere => None,
        });
        let gained = self.gained.iter().filter_map(|reason| match &reason.text {
            Text::Says(new, old) => Some(changed(keyword, old, new)),
            Text::NotTaken(values) => Some(format!("takes {values} as well")),
            Text::GaveUp => Some(GAVE_UP.to_owned()),
            Text::NotThere | Text::Refused | Text::NotHere => None,
        });
        let mut texts: Vec<String> = Vec::new();
        for text in lost.chain(gained) {
            if !texts.contains(&text) {
                texts.push(text);
            }
        }
        if direction == Direction::Unknown {
            texts.push("what that means cannot be told".to_owned());
        }
        texts.join("; ")
    }
}

fn changed(keyword: &str, old: &str, new: &str) -> String {
    match keyword {
        "required" => format!("{old} → {new}"),
        keyword if old == new => format!("{keyword} {old}, which depends on what stands elsewhere"),
        keyword => format!("{keyword} {old} → {new}"),
    }
}
