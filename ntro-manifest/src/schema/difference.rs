//! What both directions found, by place.

use std::collections::BTreeMap;

use crate::schema::reason::{Reason, Text};
use crate::schema::{Difference, Direction, Presence};

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
    let presence = matches!(reason.text, Text::NotThere | Text::NotHere);
    let keyword = if presence { "properties" } else { &reason.keyword };
    (reason.pointer.clone(), keyword.to_owned())
}

impl Found {
    fn difference(self, pointer: String, keyword: String) -> Difference {
        let direction = self.direction();
        let (presence, what) = match self.presence() {
            Some((presence, what)) => (Some(presence), what),
            None => (None, self.said(&keyword, direction)),
        };
        Difference { pointer, keyword, direction, what, presence }
    }

    fn direction(&self) -> Direction {
        match (self.lost.is_empty(), self.gained.is_empty()) {
            _ if self.lost.iter().chain(&self.gained).all(|reason| reason.unknown) => Direction::Unknown,
            (true, _) => Direction::Wider,
            (_, true) => Direction::Narrower,
            _ => Direction::Changed,
        }
    }

    fn presence(&self) -> Option<(Presence, String)> {
        let has = |reasons: &[Reason], text: Text| reasons.iter().any(|reason| reason.text == text);
        let required_now = has(&self.lost, Text::NotHere);
        let required_before = has(&self.gained, Text::NotHere);
        if required_now || has(&self.gained, Text::NotThere) {
            let how = if required_now { "required" } else { "optional" };
            return Some((Presence::New, format!("new, {how}")));
        }
        if required_before || has(&self.lost, Text::NotThere) {
            let how = if required_before { ", was required" } else { "" };
            return Some((Presence::Dropped, format!("dropped{how}")));
        }
        None
    }

    fn said(&self, keyword: &str, direction: Direction) -> String {
        let mut texts: Vec<String> = Vec::new();
        let says = |old: &str, new: &str| match keyword {
            "required" => format!("{old} → {new}"),
            keyword => format!("{keyword} {old} → {new}"),
        };
        let mut say = |text: String| {
            if !texts.contains(&text) {
                texts.push(text);
            }
        };
        for reason in &self.lost {
            match &reason.text {
                Text::Says(old, new) => say(says(old, new)),
                Text::NotTaken(values) => say(format!("no longer takes {values}")),
                Text::NotThere | Text::NotHere => {}
            }
        }
        for reason in &self.gained {
            match &reason.text {
                Text::Says(new, old) => say(says(old, new)),
                Text::NotTaken(values) => say(format!("takes {values} as well")),
                Text::NotThere | Text::NotHere => {}
            }
        }
        if direction == Direction::Unknown {
            texts.push("what that means cannot be told".to_owned());
        }
        texts.join("; ")
    }
}
