//! The README's table of keys is that of the program.

use super::help;

#[test]
fn the_readme_lists_the_keys_that_the_program_has() {
    let ctx = egui::Context::default();
    ctx.set_os(egui::os::OperatingSystem::Nix);
    let labels: Vec<(String, String)> = crate::model::Codebook::default()
        .labels
        .iter()
        .map(|label| (label.key.to_uppercase(), label.name.clone()))
        .collect();
    let table = help::markdown(&help::sections(&ctx, &labels));
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = std::fs::read_to_string(&path).unwrap();
    let (head, tail) = ("<!-- keys -->\n", "<!-- end of keys -->");
    let start = readme.find(head).expect("a place for the keys") + head.len();
    let end = readme.find(tail).expect("an end of the keys");
    if readme[start..end].trim() == table.trim() {
        return;
    }
    if std::env::var_os("UPDATE_README").is_some() {
        let new = format!("{}\n{}\n\n{}", &readme[..start], table.trim(), &readme[end..]);
        std::fs::write(path, new).unwrap();
        return;
    }
    panic!("README.md lists other keys: UPDATE_README=1 cargo test --lib the_readme_lists_the_keys");
}
