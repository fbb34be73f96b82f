//! Where in the value we are, and the numbers that are drawn there.

/// A place in the value that is being made.
///
/// What is drawn depends on the place and the seed only, never on what was drawn before: a field that is
/// added to a type changes no other field's mock.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// The JSON pointer.
    pub(super) pointer: String,
    /// What a text here is called: the nearest property.
    word: String,
    /// The positions in lists on the way here.
    ordinals: Vec<usize>,
    /// The references that were followed on the way here.
    refs: Vec<String>,
    depth: usize,
    seed: u64,
    /// How often a reference may be met on the way to a value.
    turns: usize,
}

/// Deeper than this, only what must be there is made.
const DEEP: usize = 12;
/// Deeper than this, nothing is made: JSON that is nested so far is not read either.
pub(super) const TOO_DEEP: usize = 100;

impl Place {
    pub(super) fn root(seed: u64) -> Self {
        let turns = 1 + usize::from(seed % 3 == 2);
        Self {
            pointer: String::new(),
            word: "text".into(),
            ordinals: Vec::new(),
            refs: Vec::new(),
            depth: 0,
            seed,
            turns,
        }
    }

    /// The place of a property.
    pub(super) fn property(&self, name: &str, refs: &[String]) -> Self {
        let pointer = format!("{}/{}", self.pointer, name.replace('~', "~0").replace('/', "~1"));
        let word = if name.is_empty() { "text".into() } else { name.to_owned() };
        Self { pointer, word, ..self.below(refs) }
    }

    /// The place of an item of a list.
    pub(super) fn item(&self, index: usize, refs: &[String]) -> Self {
        let mut below = self.below(refs);
        below.pointer = format!("{}/{index}", self.pointer);
        below.ordinals.push(index);
        below
    }

    /// The place of the name of a further property.
    pub(super) fn key(&self, index: usize) -> Self {
        Self { word: "key".into(), ..self.item(index, &[]) }
    }

    fn below(&self, refs: &[String]) -> Self {
        let mut below = self.clone();
        below.depth += 1;
        below.refs.extend_from_slice(refs);
        below
    }

    /// The same place with other draws; the same draws for 0.
    pub(super) fn redrawn(&self, times: u64) -> Self {
        let seed = if times == 0 { self.seed } else { mix(self.seed, times).max(1) };
        Self { seed, ..self.clone() }
    }

    /// Whether following this reference again would be one time too many.
    pub(super) fn is_endless(&self, reference: &str) -> bool {
        self.refs.iter().filter(|known| *known == reference).count() >= self.turns
    }

    pub(super) fn is_deep(&self) -> bool {
        self.depth > DEEP
    }

    pub(super) fn is_too_deep(&self) -> bool {
        self.depth >= TOO_DEEP
    }

    /// Whether values are to vary here.
    pub(super) fn varies(&self) -> bool {
        self.seed != 0
    }

    /// A number drawn for a purpose: 0 where values do not vary.
    pub(super) fn draw(&self, purpose: &str) -> u64 {
        if !self.varies() {
            return 0;
        }
        mix(mix(self.seed, hash(&self.pointer)), hash(purpose))
    }

    /// A number below `bound` drawn for a purpose: 0 where values do not vary.
    pub(super) fn draw_below(&self, purpose: &str, bound: usize) -> usize {
        if bound == 0 {
            return 0;
        }
        usize::try_from(self.draw(purpose) % bound as u64).unwrap_or(0)
    }

    /// The position in the innermost list.
    pub(super) fn ordinal(&self) -> usize {
        self.ordinals.last().copied().unwrap_or(0)
    }

    /// A text that says where it stands: the property's name, with its positions in lists after the first.
    pub(super) fn word(&self) -> String {
        let mut word = self.word.clone();
        if self.ordinals.iter().any(|ordinal| *ordinal > 0) {
            self.ordinals.iter().for_each(|ordinal| word.push_str(&format!("-{}", ordinal + 1)));
        }
        word
    }
}

/// The finaliser of `SplitMix64` over both numbers.
fn mix(left: u64, right: u64) -> u64 {
    let mut mixed = left.rotate_left(32) ^ right.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// FNV-1a, which is the same everywhere.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
