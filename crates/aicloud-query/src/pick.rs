//! The chosen fields of a row, and nothing of the others.

use serde::Serialize;
use serde::ser::{Error, Impossible, SerializeMap, SerializeStruct, Serializer};
use serde_json::{Error as Failed, Value};

use crate::fields::Fields;

/// The chosen fields of a struct, in the order of the choice: a field that nobody
/// chose is not serialised, so that a [`crate::values::Computed`] value in it is
/// not worked out. A field that the struct leaves out is null.
pub(crate) fn pick<R: Serialize>(row: &R, chosen: &[&str]) -> Fields {
    // A row is a struct of plain values: all of them have a JSON form.
    let mut found = row.serialize(Picker { chosen }).unwrap_or_default();
    chosen
        .iter()
        .map(|name| ((*name).to_owned(), found.get_mut(*name).map(Value::take).unwrap_or_default()))
        .collect()
}

#[derive(Clone, Copy)]
struct Picker<'c> {
    chosen: &'c [&'c str],
}

struct Picked<'c> {
    chosen: &'c [&'c str],
    fields: Fields,
    key: Option<String>,
}

impl<'c> Picker<'c> {
    fn begin(self) -> Picked<'c> {
        Picked { chosen: self.chosen, fields: Fields::new(), key: None }
    }
}

impl Picked<'_> {
    fn add<T: Serialize + ?Sized>(&mut self, key: &str, value: &T) -> Result<(), Failed> {
        if self.chosen.contains(&key) {
            self.fields.insert(key.to_owned(), serde_json::to_value(value)?);
        }
        Ok(())
    }
}

impl SerializeStruct for Picked<'_> {
    type Ok = Fields;
    type Error = Failed;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), Failed> {
        self.add(key, value)
    }

    fn end(self) -> Result<Fields, Failed> {
        Ok(self.fields)
    }
}

impl SerializeMap for Picked<'_> {
    type Ok = Fields;
    type Error = Failed;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Failed> {
        let key = serde_json::to_value(key)?;
        self.key = key.as_str().map(str::to_owned);
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Failed> {
        match self.key.take() {
            Some(key) => self.add(&key, value),
            None => Err(not_a_row()),
        }
    }

    fn end(self) -> Result<Fields, Failed> {
        Ok(self.fields)
    }
}

fn not_a_row() -> Failed {
    Failed::custom("a row is a struct or a map")
}

/// Refuses what is no struct.
macro_rules! refuse {
    ($($name:ident($($value:ident: $type:ty),*) -> $ok:ty;)*) => {$(
        fn $name(self, $($value: $type),*) -> Result<$ok, Failed> {
            $(let _ = $value;)*
            Err(not_a_row())
        }
    )*};
}

impl<'c> Serializer for Picker<'c> {
    type Ok = Fields;
    type Error = Failed;
    type SerializeSeq = Impossible<Fields, Failed>;
    type SerializeTuple = Impossible<Fields, Failed>;
    type SerializeTupleStruct = Impossible<Fields, Failed>;
    type SerializeTupleVariant = Impossible<Fields, Failed>;
    type SerializeMap = Picked<'c>;
    type SerializeStruct = Picked<'c>;
    type SerializeStructVariant = Impossible<Fields, Failed>;

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Picked<'c>, Failed> {
        Ok(self.begin())
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Picked<'c>, Failed> {
        Ok(self.begin())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<Fields, Failed> {
        value.serialize(self)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Fields, Failed> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<Fields, Failed> {
        Err(not_a_row())
    }

    refuse! {
        serialize_bool(value: bool) -> Fields;
        serialize_i8(value: i8) -> Fields;
        serialize_i16(value: i16) -> Fields;
        serialize_i32(value: i32) -> Fields;
        serialize_i64(value: i64) -> Fields;
        serialize_u8(value: u8) -> Fields;
        serialize_u16(value: u16) -> Fields;
        serialize_u32(value: u32) -> Fields;
        serialize_u64(value: u64) -> Fields;
        serialize_f32(value: f32) -> Fields;
        serialize_f64(value: f64) -> Fields;
        serialize_char(value: char) -> Fields;
        serialize_str(value: &str) -> Fields;
        serialize_bytes(value: &[u8]) -> Fields;
        serialize_none() -> Fields;
        serialize_unit() -> Fields;
        serialize_unit_struct(name: &'static str) -> Fields;
        serialize_unit_variant(name: &'static str, place: u32, variant: &'static str) -> Fields;
        serialize_seq(length: Option<usize>) -> Self::SerializeSeq;
        serialize_tuple(length: usize) -> Self::SerializeTuple;
        serialize_tuple_struct(name: &'static str, length: usize) -> Self::SerializeTupleStruct;
        serialize_tuple_variant(name: &'static str, place: u32, variant: &'static str, length: usize) -> Self::SerializeTupleVariant;
        serialize_struct_variant(name: &'static str, place: u32, variant: &'static str, length: usize) -> Self::SerializeStructVariant;
    }
}

#[cfg(test)]
mod tests {
    use serde::Serialize;
    use serde_json::Value;

    use super::pick;
    use crate::values::Computed;

    #[derive(Serialize)]
    struct Row<'a> {
        id: &'a str,
        count: Computed<'a, u32>,
        #[serde(skip_serializing_if = "Option::is_none")]
        note: Option<&'a str>,
    }

    #[test]
    fn a_field_that_nobody_chose_is_not_worked_out() {
        let counted = std::cell::Cell::new(0);
        let count = Computed::new(|| {
            counted.set(counted.get() + 1);
            7
        });
        let row = Row { id: "a", count, note: None };
        let picked = pick(&row, &["note", "id"]);
        assert_eq!(counted.get(), 0);
        assert_eq!(Value::Object(picked).to_string(), r#"{"note":null,"id":"a"}"#);
        assert_eq!(Value::Object(pick(&row, &["count"])).to_string(), r#"{"count":7}"#);
        assert_eq!(counted.get(), 1);
    }
}
