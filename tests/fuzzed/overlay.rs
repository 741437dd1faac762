//! Whole files of overrides, discounts and the like on top of sound data.

use aicloud_data::load::Loaded;

use super::{change, loader, sky};

pub fn run(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let dir = sky::directory("overlay", &change::files(&text));
    let base = sky::records();
    if let Some(data) = loader::judge(&text, &dir, &|| Loaded::on_top_of(base.clone())) {
        // Without any one of them it stands or falls, but does not break.
        for applied in &data.overrides {
            let _ = data.without(applied.id);
        }
    }
}
