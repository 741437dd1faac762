//! The keys of `audit`.

/// A row for each claim.
pub(super) const CLAIMS: &str = "\
claim id the claim
claimant id who is said to claim it
factor usd how many times better
verdict audit_verdict what it comes to
better_subject id? another subject that it may mean, which gives the very factor
price_ratio_low usd? comparator price over subject price, the least over the mixes
price_ratio_high usd? the greatest
needed_performance usd? how many times better it must perform where the claim is held to it; 1 where equal performance is enough
missing [text] what is missing for a verdict
factor_to usd? the upper end, where a range is claimed
hedge hedge how firmly the factor is stated
metric metric what is compared
workload text? for what work
says text the claim, in our words
claim_date date when it was made or, where that is not known, retold
claim_dated claim_dated which of the two
prices_on day the day of the prices
prices_on_is prices_on_is why that day
subject id? what is said to be better, as the claim is read
subject_service [id]? where its price is from
comparator id? what it is compared with: of several the one that is worst for the claim
comparator_service [id]? where its price is from
comparator_as text? what the claim calls it
needed_low usd? the least performance that it takes at some mix
needed_high usd? the most
mix text? input to output tokens, exactly, where the ratio comes nearest to the factor; 1:0 is input alone
ratio_at_mix usd? the ratio there
cached_input_ratio usd? the ratio of cached input alone
prices_contested bool? whether sources of equal rank state other prices
price_sources [id]? who states the prices
verdict_claim_day audit_verdict what it comes to on the day of the claim
price_ratio_low_claim_day usd? the least ratio then
price_ratio_high_claim_day usd? the greatest
verdict_today audit_verdict what it comes to at today's prices
price_ratio_low_today usd? the least ratio today
price_ratio_high_today usd? the greatest
needed_performance_today usd? what performance must give today
original_found bool whether the claimant's own wording was found
rests_on rests_on on what kind of word it rests
mutated bool whether a number or a side changed from one source to another
versions [{source:id own_words:bool factor:usd factor_to:usd? hedge:hedge quote:text? says:text? subject_as:text? comparator_as:text? speaker:text? differs:bool verdict:audit_verdict}] the claim as each source has it
pairs [{subject:id comparator:id pair_verdict:audit_verdict price_ratio_low:usd? price_ratio_high:usd? needed_performance:usd? benchmarks:[any] text:text}] every subject against every comparator, with the keys of --pairs";

/// A row for each subject and comparator.
pub(super) const PAIRS: &str = "\
claim id the claim
claimant id who is said to claim it
factor usd how many times better
factor_to usd? the upper end, where a range is claimed
hedge hedge how firmly the factor is stated
metric metric what is compared
prices_on day the day of the prices
verdict audit_verdict what the claim comes to
subject id what is said to be better
subject_service [id] where its price is from
subject_input_per_mtok any its price of input; a list where several services count
subject_output_per_mtok any its price of output
subject_scope any where that price holds
subject_price_from any since when
subject_price_sources [id] who states it
comparator id what it is compared with
comparator_as text? what the claim calls it
comparator_supposed bool whether the claim leaves open what it means
comparator_service [id] where its price is from
comparator_input_per_mtok any its price of input
comparator_output_per_mtok any its price of output
comparator_scope any where that price holds
comparator_price_from any since when
comparator_price_sources [id] who states it
prices_contested bool whether sources of equal rank state other prices
pair_verdict audit_verdict what this pair alone comes to
price_ratio_low usd? comparator price over subject price, the least over the mixes
price_ratio_high usd? the greatest
mix text? input to output tokens where the ratio comes nearest to the factor
ratio_at_mix usd? the ratio there
cached_input_ratio usd? the ratio of cached input alone
needed_performance usd? how many times better it must perform
needed_low usd? the least that it takes at some mix
needed_high usd? the most
pair_missing [text] what is missing for a verdict
benchmarks [{suite:id version:text? subject_variant:text? comparator_variant:text? subject_score:usd comparator_score:usd score_ratio:usd? highest_possible_ratio:usd? price_times_score_low:usd? price_times_score_high:usd? subject_usd_per_solved:usd? comparator_usd_per_solved:usd? per_solved_ratio:usd? bears_out:bool?}] what public benchmarks give";
