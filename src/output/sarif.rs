//! SARIF 2.1.0, which code hosts and editors show beside the line.

use serde_json::{Value, json};

use aicloud_data::Fault;
use aicloud_data::rules::RULES;

/// The findings as one SARIF document.
pub fn document(faults: &[Fault]) -> String {
    let rules: Vec<Value> = RULES
        .iter()
        .map(|rule| {
            json!({
                "id": rule.code,
                "shortDescription": {"text": rule.what},
                "fullDescription": {"text": rule.why},
                "help": {"text": rule.mend},
                "defaultConfiguration": {"level": rule.severity.word()},
            })
        })
        .collect();
    let results: Vec<Value> = faults.iter().map(result).collect();
    let document = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "aicloud",
                "version": env!("CARGO_PKG_VERSION"),
                "informationUri": env!("CARGO_PKG_REPOSITORY"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{document:#}\n")
}

fn result(fault: &Fault) -> Value {
    let mut physical = json!({"artifactLocation": {"uri": uri(&fault.file)}});
    if let Some(span) = fault.span {
        physical["region"] = json!({
            "startLine": span.line,
            "startColumn": span.column,
            "endColumn": span.column + span.length,
        });
    }
    json!({
        "ruleId": fault.code,
        "ruleIndex": RULES.iter().position(|rule| rule.code == fault.code),
        "level": fault.severity().word(),
        "message": {"text": fault.told()},
        "locations": [{"physicalLocation": physical}],
    })
}

/// A path as a relative reference: what is not plain is written in hexadecimal.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            other => uri += &format!("%{other:02X}"),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_path_is_written_as_a_reference() {
        assert_eq!(super::uri("data/offers/a b\u{fc}.yaml"), "data/offers/a%20b%C3%BC.yaml");
    }
}
