//! A vendor's price-performance claim against list prices and public scores.
//!
//! A claim says that a *subject* is some *factor* better than a *comparator*.
//! List prices give a price ratio, comparator over subject, which depends on the
//! mix of input and output tokens; what the price ratio does not give must come
//! from performance. The rule, in order:
//!
//! 1. **Wording** ([`wording`]). The claim is audited as the record has it, if an
//!    admitted source has it so; else as the strongest admitted source has it. A
//!    source that names another subject or comparator speaks of those products,
//!    where it names products; of a comparator that it has only words for the
//!    verdict is *comparator-unknown*, of such a subject *uncheckable*. Without
//!    any source it is *uncheckable*.
//! 2. **Day.** Prices are those of the day that is asked for, else of the day
//!    that the record names (`prices_on`), else of the claim's own date, of a
//!    month or a year its last day.
//! 3. **Sides.** The claim is read as its first subject; the others are
//!    candidates. A comparator that the claim names counts, each of several; one
//!    that is only `supposed` is shown and decides nothing: where the claim names
//!    none, the verdict is *comparator-unknown*. A side that is named and has no
//!    product in this data makes it *uncheckable*.
//! 4. **Prices** ([`offered`]). The cheapest standard price for short prompts, as
//!    everywhere. A side for which the claim names a service is priced there and
//!    nowhere else. Else, whichever side is which:
//!    1. both on a service that the claim names for one or that is the claimant's,
//!       where both have a price there;
//!    2. where the claimant sells either, or each is sold by the claimant or by
//!       its vendor: each on the claimant's services, else with its vendor, else
//!       anywhere;
//!    3. both on every service on which both have a price;
//!    4. each as in 2.
//!
//!    On common services prices are compared one service at a time. Where several
//!    services remain, or where sources contest a price, every reading is worked
//!    out: the interval is the widest, and they must agree on the verdict, or it
//!    is *uncheckable*. What the services make of it that do not count is told
//!    beside it (`readings`), and where the claimant's own services have no price
//!    of the subject (`left_shop`). A price of nothing has no ratio.
//! 5. **Ratio** ([`interval`]). From input alone to output alone, or over the mixes
//!    that are asked for, exactly.
//! 6. **Factor** ([`claimed`]). A factor is as exact as it is written: 7.0 is
//!    anything from 6.95 to 7.05, and a whole number may be missed by a twentieth
//!    at most: 2 is 1.9 to 2.1, 7 is 6.65 to 7.35. One that is stated as a
//!    percentage is as exact as the percentage: 83% less is 82.5 to 83.5% less,
//!    5.71 to 6.06 times; 98% less is 40 to 66.7 times. *About* is also anything
//!    within a tenth. *Exactly* (a factor without any hedge) and *about* hold
//!    where some mix gives the factor. *Up to* is held to the best mix alone. *At
//!    least* is held to the digit, and to every mix, the worst among them; *more
//!    than* likewise, and the factor itself is not enough, save at input alone or
//!    output alone, which no call is. A price ratio above the factor is never held
//!    against a claim: the buyer gets what is said.
//! 7. **A pair** of a subject and a comparator ([`pair`]) is
//!    - *explained-by-price* where the price ratio gives the factor or more: equal
//!      performance, or as many tokens for a task, is enough. It does not say that
//!      the performance is equal; what public scores say of that stands beside the
//!      verdict (9);
//!    - else, for a claim on price alone, *contradicted*; or *uncheckable*, where
//!      the ratio of cached input reaches a factor that is not claimed for every
//!      mix: it then depends on how much of the input is cached;
//!    - else *contradicted* where public scores do not bear it out (9);
//!    - else *needs-performance*: the factor over the price ratio where the claim
//!      is held to it, that is the best mix, or for *at least* and *more than* the
//!      worst. Of the cost of a task that is so many times fewer tokens, or better
//!      work.
//!
//!    A claim on performance alone needs its whole factor, whatever prices are.
//! 8. **The claim** is *explained-by-price* where its first subject is so with
//!    the very factor; else *ambiguous-subject* where another candidate gives the
//!    very factor against every named comparator; else what its first subject is
//!    against the named comparator for which that is worst: *contradicted*, then
//!    *needs-performance*, *uncheckable*, *explained-by-price*.
//! 9. **Scores** ([`scores`]). Two scores are compared within one version of one
//!    suite, every setting of one with every setting of the other, as their ratio;
//!    those of a state that came out after the day of the prices are left out. A
//!    pairing says *yes* where the price ratio at the most favourable mix times
//!    the score ratio reaches the factor, else *no*; and, where both runs report
//!    what they cost, *yes* or *no* as the price of a solved task reaches it. For
//!    the cost of a task only the price of a solved task counts, for performance
//!    only the score. It cannot tell where the two do not agree: the price of a
//!    solved task is of the prices, the service and the day of the run, and a
//!    score ratio is one reading of performance. Nor can it where scores have no
//!    ratio (Elo and other ratings), count errors (half the errors is not twice
//!    the work) or are of something else under the same name (`aside`); nor where
//!    it says no and the subject solved nine tenths of the tasks, since a suite
//!    ends at all of them. That a suite ends too low for the factor is told (at
//!    most so many times) and excuses nobody else.
//!
//!    A suite says what all its pairings say, and public scores what all suites
//!    say that say anything: no setting by itself decides, for or against. Then
//!    the claim is *supported* or *unsupported*; for neither, nothing is said. No
//!    suite speaks of a claim for some named work, unless that is no work in
//!    particular (`any_work`), and none against an *up to*, which is about the
//!    best case.
//!
//! What this leaves out: prices are per token, and a model that writes more tokens
//! for the same answer costs more than the ratio says, which only the price of a
//! solved task shows; batches and discounts are other prices, and so is cached
//! input but for the one rule above. A score
//! ratio is one reading of "performance" among several. A claim that no price and
//! no suite here speaks of is *uncheckable*, not wrong.

pub mod audit;
pub mod claimed;
pub mod interval;
pub mod offered;
pub mod pair;
pub mod question;
pub mod ratio;
pub mod scores;
pub mod verdict;
pub mod wording;

pub use audit::{Audit, DayOf, audit};
pub use claimed::{Claimed, Grade};
pub use pair::{Pair, PairSide, PricedElsewhere};
pub use question::ClaimQuestion;
pub use ratio::{Mix, Mixes, Ratio};
pub use scores::Bar;
pub use verdict::Verdict;
pub use wording::{SourceVersion, Wording};
