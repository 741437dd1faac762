//! Statements on facts, and how strong those are who make them, packed: they are
//! many, most commands look at few, and none costs anything at start-up.

use serde::{Deserialize, Serialize};

use crate::facts::bytes::Bytes;
use crate::facts::{MOST, SourceIx};
use crate::model::EvidenceClass;

/// One source's stance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said {
    /// Who speaks.
    pub source: SourceIx,
    /// Whether it denies instead of asserting.
    pub denies: bool,
}

/// Statements on one fact: a stretch of a [`VoiceList`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voices {
    /// Where they begin.
    pub from: u32,
    /// How many there are.
    pub count: u32,
}

/// Bytes of one statement: its source, and its stance in the highest bit.
const SIZE: usize = 3;

/// Every statement, stretch by stretch.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct VoiceList(Bytes);

impl VoiceList {
    /// The statements of a stretch; none where there is no such stretch.
    pub fn stretch(&self, voices: Voices) -> impl Iterator<Item = Said> + Clone + use<'_> {
        let place = |count: u32| usize::try_from(count).unwrap_or(usize::MAX).saturating_mul(SIZE);
        let from = place(voices.from);
        let bytes = self.0.get(from..from.saturating_add(place(voices.count)));
        bytes.unwrap_or_default().chunks_exact(SIZE).map(|bytes| match bytes {
            [low, middle, high] => {
                let word = u32::from_le_bytes([*low, *middle, *high, 0]);
                Said { source: SourceIx(word % MOST), denies: word >= MOST }
            }
            _ => Said { source: SourceIx(u32::MAX), denies: true },
        })
    }
}

impl FromIterator<Said> for VoiceList {
    fn from_iter<I: IntoIterator<Item = Said>>(list: I) -> Self {
        let mut bytes = Vec::new();
        for said in list {
            let word = said.source.0 + if said.denies { MOST } else { 0 };
            bytes.extend_from_slice(&word.to_le_bytes()[..SIZE]);
        }
        Self(bytes.into())
    }
}

/// How strong each source is, a byte each: whatever is believed rests on it, and
/// a decision looks at nothing else of most sources.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct EvidenceList(Bytes);

impl EvidenceList {
    /// The class of a source; the weakest where there is no such source.
    pub fn of(&self, source: SourceIx) -> EvidenceClass {
        let place = self.0.get(source.place()).map(|place| usize::from(*place));
        let class = place.and_then(|place| EvidenceClass::ALL.get(place));
        class.copied().unwrap_or(EvidenceClass::Inferred)
    }
}

impl FromIterator<EvidenceClass> for EvidenceList {
    fn from_iter<I: IntoIterator<Item = EvidenceClass>>(list: I) -> Self {
        let place = |class| {
            let place = EvidenceClass::ALL.iter().position(|known| *known == class);
            place.and_then(|place| u8::try_from(place).ok()).unwrap_or(u8::MAX)
        };
        Self(list.into_iter().map(place).collect::<Vec<u8>>().into())
    }
}

#[cfg(test)]
mod tests {
    use super::EvidenceList;
    use crate::facts::SourceIx;
    use crate::model::EvidenceClass;

    #[test]
    fn every_class_is_kept_and_a_source_that_is_not_there_is_the_weakest() {
        let list: EvidenceList = EvidenceClass::ALL.iter().copied().collect();
        for (place, class) in (0..).zip(EvidenceClass::ALL) {
            assert_eq!(list.of(SourceIx(place)), *class);
        }
        let beyond = u32::try_from(EvidenceClass::ALL.len()).unwrap();
        assert_eq!(list.of(SourceIx(beyond)), EvidenceClass::Inferred);
    }
}
