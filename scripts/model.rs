//! Prints every operation's description as JSON, for the npm package.

fn main() -> serde_json::Result<()> {
    let descriptions: Vec<_> = resetkit::OPERATIONS
        .iter()
        .copied()
        .map(resetkit::form::describe)
        .collect();
    serde_json::to_writer(std::io::stdout().lock(), &descriptions)
}
