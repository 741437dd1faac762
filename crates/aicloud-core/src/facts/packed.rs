//! A value that is decoded when it is first looked at.

use std::cell::OnceCell;
use std::fmt;
use std::ops::Deref;

use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A value in memory, or still packed in the bytes that the program embeds.
pub struct Packed<T> {
    decoded: OnceCell<Box<T>>,
    packed: &'static [u8],
}

impl<T> From<T> for Packed<T> {
    fn from(value: T) -> Self {
        Self { decoded: OnceCell::from(Box::new(value)), packed: &[] }
    }
}

impl<T: Deserialize<'static> + Default> Deref for Packed<T> {
    type Target = T;

    /// The build has decoded these very bytes, so that the default value, for
    /// bytes that are none, is never seen.
    fn deref(&self) -> &T {
        self.decoded.get_or_init(|| Box::new(postcard::from_bytes(self.packed).unwrap_or_default()))
    }
}

impl<T: Deserialize<'static> + Default + Clone> Clone for Packed<T> {
    fn clone(&self) -> Self {
        Self::from((**self).clone())
    }
}

impl<T: Deserialize<'static> + Default + PartialEq> PartialEq for Packed<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: Deserialize<'static> + Default + Eq> Eq for Packed<T> {}

impl<T: Deserialize<'static> + Default + fmt::Debug> fmt::Debug for Packed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: Deserialize<'static> + Default + Serialize> Serialize for Packed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&postcard::to_allocvec(&**self).map_err(S::Error::custom)?)
    }
}

impl<'de: 'static, T> Deserialize<'de> for Packed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let packed = <&'static [u8]>::deserialize(deserializer)?;
        Ok(Self { decoded: OnceCell::new(), packed })
    }
}
