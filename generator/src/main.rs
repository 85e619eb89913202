//! The `clausebook` program.

fn main() {
    let root = std::path::Path::new(".");
    let mut faults = Vec::new();
    let tree = clausebook::source::tree::Tree::read(root, "content", &mut faults).unwrap();
    let documents = clausebook::source::documents::Documents::read(&tree);
    for fault in documents.faults() {
        eprintln!("{}: {} ({})", fault.position, fault.message, fault.help);
    }
    let handbook = std::sync::Arc::new(clausebook::model::Handbook::build(&documents).unwrap());
    let theme = clausebook::render::theme::Theme::load(root, "default", &handbook).unwrap();
    let renderer = std::sync::Arc::new(clausebook::render::Renderer::new(theme, &handbook));
    let site = clausebook::site::Site::new(handbook, renderer, None);
    for address in site.addresses() {
        let bytes = site.render(address).unwrap();
        let path = std::path::Path::new("site").join(&*address.path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    println!("{}", site.addresses().len());
}
