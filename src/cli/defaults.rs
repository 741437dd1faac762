//! Options that nobody typed get what is set.

use std::path::PathBuf;

use crate::cli::{Cli, Global};
use crate::commands::Command;
use crate::commands::data::DataCommand;
use crate::settings::Settings;
use aicloud_core::failure::Failure;
use aicloud_core::model::EvidenceClass;

impl Settings {
    /// Gives every option that nobody typed the value that is set.
    ///
    /// # Errors
    /// A value that is none of those it can have.
    pub fn fill(&mut self, cli: &mut Cli) -> Result<(), Failure> {
        let global: &mut Global = &mut cli.global;
        self.one("segment", &mut global.segment);
        self.one("region", &mut global.region);
        self.one("as_of", &mut global.as_of);
        self.one("known_by", &mut global.known_by);
        self.one("expect_basis", &mut global.expect_basis);
        self.one("max_age", &mut global.max_age);
        self.one_of("evidence", &mut global.evidence, (EvidenceClass::ALL, EvidenceClass::word))?;
        self.many("according_to", &mut global.according_to);
        // A picture or a page has a format of its own.
        let drawn = match &cli.command {
            Command::Report(_) => true,
            Command::Price(args) => args.plot.is_some(),
            _ => false,
        };
        // A batch is answered in JSON lines, whatever tables are printed in.
        let batch = matches!(&cli.command, Command::May(args) if args.batch.is_some());
        if global.json.is_empty() && !drawn {
            self.many("columns", &mut global.columns);
            if !batch {
                self.word("output", &mut global.output)?;
            }
        }
        self.word("color", &mut global.color)?;
        self.word("hyperlink", &mut global.hyperlink)?;
        self.flag("no_header", &mut global.no_header)?;
        self.flag("wide", &mut global.wide)?;
        if global.out.is_none() {
            global.out = self.take("out").and_then(|mut values| values.pop()).map(PathBuf::from);
        }
        self.fill_data(global);
        match &mut cli.command {
            Command::Compare(args) => self.many("clouds", &mut args.cloud),
            Command::Where(args) => self.many("clouds", &mut args.cloud),
            Command::Cost(args) => self.many("clouds", &mut args.cloud),
            Command::Data(args) => {
                if let DataCommand::Coverage(args) = &mut args.command {
                    self.many("clouds", &mut args.cloud);
                }
            }
            Command::Price(args) => {
                self.many("clouds", &mut args.cloud);
                self.one("blend", &mut args.blend);
            }
            _ => {}
        }
        Ok(())
    }
}
