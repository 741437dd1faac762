//! `may --explain -o markdown`: one dated, cited page for a paper.

use crate::commands::may::proof::{Proof, ProofSection, gap_text};
use crate::output::markdown::escaped;
use aicloud_core::model::{Id, Source};
use aicloud_core::rights::Asked;
use aicloud_query::values::DateSpan;

impl Proof<'_> {
    /// The page: the answer, its proof, what speaks against it, what is unknown,
    /// and the sources with their dates.
    pub(super) fn memo(&self) -> String {
        let catalog = self.verdict.lens.catalog;
        let cited = self.cited();
        let mut text = format!(
            "# May {} {} {}?\n\n**{}**\n\n",
            escaped(&catalog.provider(self.verdict.question.seller).name),
            match self.verdict.question.asked {
                Asked::Sell => "sell",
                Asked::Host => "host",
            },
            escaped(&catalog.product(self.verdict.question.product).name),
            escaped(&self.sentence()),
        );
        text += &format!("- The right: {}.\n", escaped(&self.period()));
        text += &format!("- The stage: {}.\n", escaped(&self.availability()));
        for line in [self.lone_source(), self.learnt()].into_iter().flatten() {
            text += &format!("- Note: {}.\n", escaped(&line));
        }
        if let Some(released) = catalog.product(self.verdict.question.product).released {
            text += &format!(
                "- First released: {}.\n",
                DateSpan(released.first_day(), released.last_day())
            );
        }
        for ProofSection { title, items } in self.sections(&cited) {
            text += &format!("\n## {title}\n\n");
            for item in items {
                text += &format!("- {}\n", escaped(&item));
            }
        }
        text += &self.memo_open();
        text += "\n## Sources\n\n";
        for (place, position) in cited.iter().enumerate() {
            text += &format!("{}. {}\n", place + 1, self.reference(*position));
        }
        let setting = crate::output::prose::setting(self.verdict.setting, catalog);
        text + &format!(
            "\nAsked of {}{}. Data to {}, basis {}. These are public statements, not the \
             contracts.\n",
            self.verdict.question.as_of,
            escaped(&setting),
            catalog.basis.newest,
            catalog.basis.short()
        )
    }

    /// What is not known, and what would change the answer.
    fn memo_open(&self) -> String {
        let gaps = self.verdict.gaps();
        let mut text = "\n## What is not known\n\n".to_owned();
        if gaps.is_empty() {
            text += "Nothing on which the answer turns.\n";
        }
        for gap in &gaps {
            text += &format!("- {}\n", escaped(&gap_text(gap)));
        }
        text += "\n## What would change the answer\n\n";
        for flip in self.flip_texts() {
            text += &format!("- {}\n", escaped(&flip));
        }
        text
    }

    /// A source as a reference: who, what, when, where, and when it was read.
    fn reference(&self, position: Id) -> String {
        let source = self.verdict.lens.catalog.source(position);
        let Source { id, publisher, title, published, retrieved, class, url, .. } = source;
        let via = source.via.as_ref().map_or(String::new(), |via| {
            let is_address = via.starts_with("https://") || via.starts_with("http://");
            let via = if is_address { format!("<{via}>") } else { escaped(via) };
            format!(", read through {via}")
        });
        format!(
            "{}, *{}*, {published} ({}), <{url}>{via}, read {retrieved}. `{id}`",
            escaped(publisher),
            escaped(title),
            class.word(),
        )
    }
}
