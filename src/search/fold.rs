//! Words as a reader may type them -> keys: the same key for all spellings that should find each other.
//!
//! static/site.js does the same, in the same order. tests/it/fold.txt holds the two together.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Letters that are written in two ways, and how they are kept: final letters of Hebrew and Greek,
/// forms of alef, ya and kaf, ta marbuta, and Latin letters that no decomposition reaches.
const FROM: &str = "ךםןףץىیةٱکςıøłđ";
const TO: &str = "כמנפצييهاكσiold";

/// The shortest key that is left of a word.
const SHORTEST: usize = 3;

/// The keys of the words of a text, in order.
pub fn keys(text: &str) -> impl Iterator<Item = String> {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(key).collect::<Vec<_>>().into_iter()
}

/// Letters alone: no case, no marks, nothing that is written in a word and is not one of its letters.
fn fold(text: &str) -> String {
    let letters = text.nfkd().filter(|c| !is_combining_mark(*c) && !is_silent(*c));
    letters.flat_map(char::to_lowercase).map(plain).collect()
}

/// Apostrophes and quotation marks, which Hebrew writes inside words; tatweel; what steers the
/// direction of text or where a line may break.
fn is_silent(c: char) -> bool {
    matches!(c,
        '"' | '\'' | '`' | '\u{ad}' | '\u{2b9}'..='\u{2bf}' | '\u{5f3}' | '\u{5f4}' | '\u{640}'
        | '\u{200b}'..='\u{200f}' | '\u{2018}'..='\u{202e}' | '\u{2032}')
}

fn plain(c: char) -> char {
    let digit = match c {
        '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}' => char::from_digit(c as u32 % 16, 10),
        _ => None,
    };
    let at = FROM.chars().position(|from| from == c);
    digit.or_else(|| TO.chars().nth(at?)).unwrap_or(c)
}

/// Without endings and what is written onto the front of a word. Each rule knows its script by
/// its letters, so names in another script than that of the site are found as well.
fn key(word: &str) -> String {
    let mut word: Vec<char> = word.chars().collect();
    english(&mut word);
    hebrew(&mut word);
    arabic(&mut word);
    word.into_iter().collect()
}

/// `parties` and `party` are `parti`, `hostages` and `hostage` are `hostag`.
fn english(word: &mut Vec<char>) {
    if let [.., before, 's'] = word[..]
        && before != 's'
        && word.len() > SHORTEST
    {
        word.pop();
    }
    if word.len() > SHORTEST && word.ends_with(&['e']) {
        word.pop();
    }
    if word.len() >= SHORTEST
        && let Some(last @ 'y') = word.last_mut()
    {
        *last = 'i';
    }
}

/// And, that, the, to, in, as, from; then plurals and feminine endings.
fn hebrew(word: &mut Vec<char>) {
    let front = |c: &char| "ושהלבכמ".contains(*c);
    let length = word.iter().take_while(|c| front(c)).count();
    word.drain(..length.min(word.len().saturating_sub(SHORTEST)));
    cut_endings(word, &["ימ", "ות", "י", "ה", "ת"]);
}

/// And, so, in, as, to, the; then plurals, feminine and adjective endings.
fn arabic(word: &mut Vec<char>) {
    loop {
        let length = match word[..] {
            [first, ..] if "وفبكل".contains(first) && word.len() > SHORTEST => 1,
            ['ا', 'ل', _, _, ..] => 2,
            _ => break,
        };
        word.drain(..length);
    }
    cut_endings(word, &["ات", "ون", "ين", "ه", "ي"]);
}

/// Cuts all that is made of endings and leaves enough of a word in front.
fn cut_endings(word: &mut Vec<char>, endings: &[&str]) {
    let only_endings = |from: &usize| {
        let rest: String = word[*from..].iter().collect();
        let mut rest = rest.as_str();
        while let Some(shorter) = endings.iter().find_map(|ending| rest.strip_prefix(ending)) {
            rest = shorter;
        }
        rest.is_empty()
    };
    let start = (SHORTEST..word.len()).find(only_endings);
    word.truncate(start.unwrap_or(word.len()));
}
