//! In which form a product can be called, and where its work stays.
//!
//! Decided ahead of the records that use it: a price, a presence and an end are to name a
//! form of their service.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::id::Id;
use crate::model::source::Statement;

/// A form in which a service can be called, such as a data zone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// How far a call may travel.
    pub form: FormKind,
    /// The word of the cloud for it: one of its kind within the service.
    pub name: String,
    /// Where inference stays.
    pub stays: Stays,
    /// What the cloud promises, in our words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promise: Option<String>,
    /// Who says so.
    pub sources: Vec<Statement>,
}

/// How far a call may travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FormKind {
    /// Within the region that is called.
    InRegion,
    /// Within a geography or a data zone.
    Geography,
    /// Anywhere that the cloud runs the product.
    Global,
}

/// Where inference stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Stays {
    /// In the region that is called.
    Region,
    /// In the zone that is called.
    Zone,
    /// Nowhere in particular.
    None,
    /// No source says.
    Unknown,
    /// In one place.
    #[serde(untagged)]
    Place(Id),
}

#[cfg(test)]
mod tests {
    use super::{Form, Stays};
    use crate::model::place::Place;

    #[test]
    fn forms_and_places_read_as_they_are_written() {
        let form = "form: geography\nname: datazone-standard\nstays: zone\nsources: []\n";
        let read: Form = serde_yaml::from_str(form).unwrap();
        assert_eq!(serde_yaml::to_string(&read).unwrap(), form);
        for (word, stays) in [("none", Stays::None), ("eu", Stays::Place("eu".parse().unwrap()))] {
            assert_eq!(serde_yaml::from_str::<Stays>(word).unwrap(), stays);
            assert_eq!(serde_yaml::to_string(&stays).unwrap().trim(), word);
        }
        let place = "id: aws/eu-central-1\nkind: region\nname: Europe (Frankfurt)\ncloud: aws\n\
                     code: eu-central-1\ncountry: de\npartition: commercial\nsources: []\n";
        let read: Place = serde_yaml::from_str(place).unwrap();
        assert_eq!(serde_yaml::to_string(&read).unwrap(), place);
    }
}
