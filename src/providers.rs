//! What the operations of one provider share: partitions and the errors any action may answer with.

pub(crate) mod alibaba;
pub(crate) mod aws;
