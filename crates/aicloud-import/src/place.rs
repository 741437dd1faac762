//! Where inference may run, as an upstream id says it.

use aicloud_core::model::PriceScope;

/// A scope and what it is within.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RatePlace {
    /// Where inference may run.
    pub scope: PriceScope,
    /// The geographies or regions, as the source names them.
    pub within: Vec<String>,
}

impl RatePlace {
    /// A place that nothing is said of.
    pub fn unstated() -> Self {
        Self { scope: PriceScope::Unstated, within: Vec::new() }
    }

    /// Anywhere.
    pub fn global() -> Self {
        Self { scope: PriceScope::Global, within: Vec::new() }
    }

    /// Within one geography or region.
    pub fn within(scope: PriceScope, name: &str) -> Self {
        Self { scope, within: vec![name.to_owned()] }
    }
}

/// The geography that an inference profile names: `eu.` of
/// `eu.anthropic.claude-opus-4-6-v1`.
pub fn profile(id: &str) -> Option<(RatePlace, &str)> {
    let (head, rest) = id.split_once('.')?;
    let place = match head {
        "global" => RatePlace::global(),
        "us" | "eu" | "apac" | "jp" | "au" | "ca" | "in" => {
            RatePlace::within(PriceScope::Geography, head)
        }
        "us-gov" => RatePlace { scope: PriceScope::Government, within: Vec::new() },
        _ => return None,
    };
    Some((place, rest))
}

/// The region that AWS names so: `us-gov-west-1`.
pub fn aws_region(name: &str) -> Option<RatePlace> {
    let mut parts = name.rsplit('-');
    let number = parts.next()?;
    let sound = number.len() == 1 && number.bytes().all(|b| b.is_ascii_digit());
    if !sound || parts.count() < 2 || name.contains('.') {
        return None;
    }
    let government = name.starts_with("us-gov-");
    let scope = if government { PriceScope::Government } else { PriceScope::InRegion };
    Some(RatePlace::within(scope, name))
}

/// The geography that stands in front of a slash: `eu` of `azure/eu/gpt-5.4`.
pub fn zone(name: &str) -> Option<RatePlace> {
    match name {
        "global" | "global-standard" => Some(RatePlace::global()),
        "us" | "eu" | "apac" => Some(RatePlace::within(PriceScope::Geography, name)),
        "us-gov" => Some(RatePlace { scope: PriceScope::Government, within: Vec::new() }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_is_told_from_a_model() {
        for name in ["us-east-1", "us-gov-west-1", "ap-northeast-1"] {
            assert_eq!(aws_region(name).unwrap().within, [name]);
        }
        for name in ["claude_platform", "openai.gpt-oss-120b-1", "6-month-commitment", "us"] {
            assert_eq!(aws_region(name), None, "{name}");
        }
        assert_eq!(aws_region("us-gov-east-1").unwrap().scope, PriceScope::Government);
    }

    #[test]
    fn an_inference_profile_names_its_geography() {
        let (place, rest) = profile("eu.anthropic.claude-opus-4-6-v1").unwrap();
        assert_eq!(place, RatePlace::within(PriceScope::Geography, "eu"));
        assert_eq!(rest, "anthropic.claude-opus-4-6-v1");
        assert_eq!(profile("global.openai.gpt-5.4").unwrap().0, RatePlace::global());
        assert_eq!(profile("openai.gpt-5.4"), None);
    }
}
