//! What operations share: the partitions of a provider, and the errors any action of it, or any server, may answer with.

pub(crate) mod alibaba;
pub(crate) mod aws;
#[cfg(feature = "describe")]
pub(crate) mod http;
