//! `compare` and `where`.

use aicloud_core::model::{Layer, ProductKind};
use aicloud_query::compare::{CompareQuestion, WhereQuestion};
use clap::{Args, ValueEnum};

/// A layer to keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LayerArg {
    /// Each call stands alone.
    Stateless,
    /// State persists between calls.
    Stateful,
    /// No source says.
    Unknown,
}

/// A kind of product to keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum KindArg {
    /// Models.
    Model,
    /// Agent platforms.
    AgentPlatform,
    /// Runtimes.
    Runtime,
    /// Tools.
    Tool,
    /// Suites.
    Suite,
}

/// Compare products across clouds: right, stage and price in each cell.
///
/// Without a product: the current products of OpenAI, on Azure, AWS, Google
/// Cloud, Oracle and from OpenAI itself.
#[derive(Args, Debug)]
#[command(override_usage = "aicloud compare [OPTIONS] [PRODUCT]...")]
#[command(after_help = "\
Examples
  aicloud compare
  aicloud compare gpt-5.5 gpt-oss-120b --cloud azure,aws,databricks
  aicloud compare --cloud aws,azure --differs
  aicloud compare --segment us-government --as-of 2026-03-20
  aicloud compare -o csv --cloud all --all > rights.csv")]
pub struct Compare {
    /// Products, by id, name or alias
    #[arg(value_name = "PRODUCT")]
    pub products: Vec<String>,
    /// Clouds, or `all`
    #[arg(long, value_name = "CLOUD", value_delimiter = ',')]
    pub cloud: Vec<String>,
    /// Products of this vendor
    #[arg(long, value_name = "VENDOR")]
    pub vendor: Option<String>,
    /// Products of this layer
    #[arg(long, value_enum, value_name = "LAYER")]
    pub layer: Option<LayerArg>,
    /// Products of this kind
    #[arg(long, value_enum, value_name = "KIND")]
    pub kind: Option<KindArg>,
    /// Only products that one of the clouds sells
    #[arg(long)]
    pub available: bool,
    /// Only products on which the clouds differ
    #[arg(long)]
    pub differs: bool,
    /// Superseded products too
    #[arg(long)]
    pub all: bool,
}

/// Show every cloud for one product.
#[derive(Args, Debug)]
#[command(override_usage = "aicloud where [OPTIONS] <PRODUCT>")]
#[command(after_help = "\
Examples
  aicloud where gpt-5.5
  aicloud where frontier --as-of 2026-03-25
  aicloud where gpt-oss-120b -o json | jq -r '.rows[] | select(.right == \"permitted\") | .cloud'")]
pub struct Where {
    /// Product, by id, name or alias
    #[arg(value_name = "PRODUCT")]
    pub product: String,
    /// Clouds, or `all`
    #[arg(long, value_name = "CLOUD", value_delimiter = ',')]
    pub cloud: Vec<String>,
    /// Only clouds that sell it
    #[arg(long)]
    pub available: bool,
}

impl From<LayerArg> for Layer {
    fn from(layer: LayerArg) -> Self {
        match layer {
            LayerArg::Stateless => Self::Stateless,
            LayerArg::Stateful => Self::Stateful,
            LayerArg::Unknown => Self::Unknown,
        }
    }
}

impl From<KindArg> for ProductKind {
    fn from(kind: KindArg) -> Self {
        match kind {
            KindArg::Model => Self::Model,
            KindArg::AgentPlatform => Self::AgentPlatform,
            KindArg::Runtime => Self::Runtime,
            KindArg::Tool => Self::Tool,
            KindArg::Suite => Self::Suite,
        }
    }
}

impl Compare {
    /// What is asked.
    pub fn question(&self) -> CompareQuestion {
        CompareQuestion {
            products: self.products.clone(),
            cloud: self.cloud.clone(),
            vendor: self.vendor.clone(),
            layer: self.layer.map(Layer::from),
            kind: self.kind.map(ProductKind::from),
            available: self.available,
            differs: self.differs,
            all: self.all,
        }
    }
}

impl Where {
    /// What is asked.
    pub fn question(&self) -> WhereQuestion {
        WhereQuestion {
            product: self.product.clone(),
            cloud: self.cloud.clone(),
            available: self.available,
        }
    }
}
