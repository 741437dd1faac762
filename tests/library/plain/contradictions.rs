//! Retellings of a claim, and days of withdrawal, that contradict one another.

use aicloud_core::evidence::contradictions::{Contradiction, contradictions};
use aicloud_core::evidence::topic::Topic;
use aicloud_core::model::{
    Availability, Claim, Conflict, EvidenceClass, PrecedenceRule, Records, Stage,
};
use aicloud_core::rights::{Filter, Lens};
use aicloud_data::DataSet;

use super::{data, day, known_by, numbers, offer, records, stage};

fn found(data: &DataSet, filter: &Filter) -> Vec<Contradiction> {
    let lens = Lens::new(&data.catalog, filter);
    contradictions(&Topic::Everything, day(40), &lens)
}

/// What is told of one contradiction: the sides by whether each holds, by whom it
/// is given and with how many voices; whether it is open; and by what it is settled.
type Told = (Vec<(bool, Vec<u32>, usize)>, bool, Option<PrecedenceRule>);

fn told(data: &DataSet, filter: &Filter) -> Option<Told> {
    let mut found = found(data, filter);
    assert!(found.len() < 2);
    let one = found.pop()?;
    let sides = one.sides.iter().map(|side| (side.holds, numbers(&side.sources), side.voices));
    Some((sides.collect(), one.open, one.decided_by))
}

/// A claim as each version has it: by which source, with what factor, and whether
/// in the claimant's own words. Each source spoke a day after the one before.
fn claimed(versions: &[(usize, u8, bool)]) -> DataSet {
    let mut records = records();
    for (place, source) in records.sources.iter_mut().enumerate() {
        source.published = day(i32::try_from(place).unwrap()).into();
    }
    let version = |(source, factor, own): &(usize, u8, bool)| {
        format!("{{source: source-{source}, factor: {factor}, own_words: {own}}}")
    };
    let versions: Vec<String> = versions.iter().map(version).collect();
    let text = format!(
        "{{id: cheaper, says: It is cheaper, claimant: v1, subjects: [], comparators: [], \
         metric: price, factor: 2, hedge: exactly, date: {}, original_found: true, \
         sources: [{}]}}",
        day(0),
        versions.join(", ")
    );
    let claim: Claim = serde_yaml::from_str(&text).unwrap();
    records.claims = vec![claim];
    data(records)
}

#[test]
fn the_claimants_own_words_hold_whoever_repeats_them_first() {
    let data = claimed(&[(1, 2, false), (2, 3, false), (4, 2, true)]);
    let settled = vec![(true, vec![1, 4], 2), (false, vec![2], 1)];
    let all = told(&data, &Filter::default()).unwrap();
    assert_eq!(all, (settled, false, Some(PrecedenceRule::Authority)));
    // Before they were read nothing settles between the retellings.
    let early = told(&data, &known_by(3)).unwrap();
    assert_eq!(early, (vec![(false, vec![1], 1), (false, vec![2], 1)], true, None));
    assert_eq!(told(&data, &known_by(1)), None);
}

#[test]
fn own_words_that_nobody_has_heard_yet_settle_nothing() {
    let data = claimed(&[(4, 5, true), (1, 2, false), (2, 3, false)]);
    let early = told(&data, &known_by(3)).unwrap();
    assert_eq!(early, (vec![(false, vec![1], 1), (false, vec![2], 1)], true, None));
    let (sides, open, by) = told(&data, &Filter::default()).unwrap();
    assert_eq!(
        (sides[0].clone(), open, by),
        ((true, vec![4], 1), false, Some(PrecedenceRule::Authority))
    );
}

#[test]
fn retellings_do_not_hold_however_many_agree() {
    let data = claimed(&[(1, 2, false), (2, 2, false), (3, 3, false)]);
    let sides = vec![(false, vec![1, 2], 2), (false, vec![3], 1)];
    assert_eq!(told(&data, &Filter::default()), Some((sides, true, None)));
}

fn withdrawn(stages: Vec<Stage>) -> Records {
    let mut records = records();
    // The first word is that of a catalogue, and so is the last.
    for place in [1, 3] {
        records.sources[place].class = EvidenceClass::Catalogue;
    }
    records.offers = vec![offer("c1/shop", stages)];
    records
}

fn gone(on: i32, source: usize) -> Stage {
    stage(Availability::Retired, on, source)
}

#[test]
fn the_better_source_dates_a_withdrawal() {
    let told = |stages| told(&data(withdrawn(stages)), &Filter::default());
    let sides = vec![(true, vec![2], 1), (false, vec![1], 1)];
    assert_eq!(
        told(vec![gone(10, 1), gone(20, 2)]),
        Some((sides, false, Some(PrecedenceRule::Authority)))
    );
    let even = vec![(false, vec![1], 1), (false, vec![3], 1)];
    assert_eq!(told(vec![gone(10, 1), gone(20, 3)]), Some((even, true, None)));
}

#[test]
fn two_records_of_one_day_are_one_side() {
    let told = |stages| told(&data(withdrawn(stages)), &Filter::default());
    assert_eq!(told(vec![gone(10, 1), gone(10, 3)]), None);
    let sides = vec![(false, vec![1, 3], 2), (true, vec![2], 1)];
    let (mut found, open, by) = told(vec![gone(10, 1), gone(10, 3), gone(20, 2)]).unwrap();
    found.sort();
    assert_eq!((found, open, by), (sides, false, Some(PrecedenceRule::Authority)));
    // The order of the records has no say, and a source that both name speaks once.
    let stages = vec![gone(10, 3), gone(10, 2), gone(10, 2), gone(20, 1)];
    let sides = vec![(true, vec![2, 3], 2), (false, vec![1], 1)];
    assert_eq!(told(stages), Some((sides, false, Some(PrecedenceRule::Authority))));
}

#[test]
fn what_a_record_speaks_of_is_not_told_twice() {
    for (about, fields) in
        [("c1/shop/p0", vec!["question"]), ("v1/p0", vec!["question", "retired"])]
    {
        let mut records = withdrawn(vec![gone(10, 1), gone(20, 2)]);
        let text = format!(
            "{{id: k01, question: When is it withdrawn?, about: [{about}], open: true, \
             sides: [{{says: early, sources: [source-1]}}, {{says: late, sources: [source-2]}}]}}"
        );
        let conflict: Conflict = serde_yaml::from_str(&text).unwrap();
        records.conflicts = vec![conflict];
        let words: Vec<&str> =
            found(&data(records), &Filter::default()).iter().map(|c| c.field.word()).collect();
        assert_eq!(words, fields);
    }
}
