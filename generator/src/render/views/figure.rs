//! A figure: a picture beside the clause, or one drawn from the standard's data.
//!
//! A drawn figure has the roles on one side, the dimensions on the other, and lines showing that
//! each role has all dimensions. Sizes are in units of the drawing, which are pixels when it is shown 360 pixels wide.
//!
//! The page of a clause shows what [`view`] returns. The drawing has a fixed width, and its height
//! follows from its words, so that it needs no measuring in the browser.

use serde::Serialize;

use super::note::{self, NoteView};
use crate::index::StandardIndex;
use crate::model::CompleteStandard;
use crate::render::attached::Written;
use crate::render::frame::Frame;
use crate::render::text::{TextView, Voice};
use crate::source::format::clause::Figure;
use crate::source::format::text::{Symbol, Text};

/// The width of the drawing. Its heads, nodes and spine are placed from it.
const WIDTH: f32 = 360.0;
/// The width of a node; the rest of the width separates the two columns.
const NODE: f32 = 148.0;
/// The padding above and below a node's words.
const PAD: f32 = 9.0;
/// The gap between two nodes.
const GAP: f32 = 12.0;
/// The height of the column headings.
const HEAD: f32 = 30.0;

/// A figure.
#[derive(Debug, Serialize)]
pub struct FigureView {
    /// The anchor: `F1`.
    pub id: String,
    /// The figure's number, as printed.
    pub number: TextView,
    /// The caption.
    pub caption: TextView,
    /// The picture, if it has one.
    pub picture: Option<PictureView>,
    /// The drawing, if it has no picture.
    pub drawing: Option<DrawingView>,
    /// Notes on the figure.
    pub notes: Vec<NoteView>,
}

/// The picture of a figure.
#[derive(Debug, Serialize)]
pub struct PictureView {
    /// The link to it.
    pub src: String,
    /// What it shows, in words.
    pub alternative: String,
    /// Its width and its height, if the file states them.
    pub sides: Option<(u32, u32)>,
}

/// A drawing of roles and dimensions.
#[derive(Debug, Serialize)]
pub struct DrawingView {
    /// A description of the figure in words. Replaces the drawing for readers who cannot see it
    /// (WCAG 1.1.1), and so names every role and dimension.
    pub description: String,
    /// The width of the drawing.
    pub width: f32,
    /// The height of the drawing. The headings and the higher of the two columns.
    pub height: f32,
    /// The column headings. Always two: over the roles and over the dimensions.
    pub heads: Vec<FigureLine>,
    /// The roles and the dimensions. First all roles, then all dimensions, each from top to bottom.
    pub nodes: Vec<FigureNode>,
    /// The lines between them, as the data of an SVG path. For example,
    /// `M148 60.5H180M180 60.5H212`.
    pub lines: String,
}

/// A role or a dimension.
#[derive(Debug, Serialize)]
pub struct FigureNode {
    /// Its left edge.
    pub x: f32,
    /// Its upper edge.
    pub y: f32,
    /// Its width.
    pub width: f32,
    /// Its height.
    pub height: f32,
    /// Its words.
    pub lines: Vec<FigureLine>,
}

/// A line of words.
#[derive(Debug, Serialize)]
pub struct FigureLine {
    /// Its horizontal centre.
    pub x: f32,
    /// Its baseline.
    pub y: f32,
    /// The BCP 47 tag of its language.
    pub lang: String,
    /// Whether its language is not the first. Such lines are smaller.
    pub is_second: bool,
    /// The words.
    pub words: String,
}

/// Returns the figure; `None` if it shows neither a picture nor anything that can be drawn, which is an error of the content.
pub fn view(frame: &Frame, standard_index: StandardIndex, figure: &Figure) -> Option<FigureView> {
    let standard = &frame.handbook().standards[standard_index];
    let voice = frame.voice_of(standard);
    let picture = figure
        .picture
        .as_ref()
        .and_then(|picture| pictured(frame, &voice, figure, picture));
    let is_drawn = figure
        .shows
        .as_ref()
        .is_some_and(|shows| *shows == *"roles-dimensions");
    let drawing = (picture.is_none() && is_drawn).then(|| drawn(frame, standard, &voice));
    if picture.is_none() && drawing.is_none() {
        return None;
    }
    Some(FigureView {
        id: figure.id.to_string(),
        number: voice.text(&figure.number),
        caption: voice.marked(&figure.caption, &figure.note),
        picture,
        drawing,
        notes: note::views(frame, &voice, &figure.note),
    })
}

/// Returns the picture of a figure, if there is such a file.
fn pictured(
    frame: &Frame,
    voice: &Voice,
    figure: &Figure,
    picture: &Symbol,
) -> Option<PictureView> {
    let written = Written {
        site: frame.site,
        file: &picture.position.file,
    };
    let alternative = figure.alternative.as_ref();
    Some(PictureView {
        src: frame.link(&written.file_path(&picture.value)?),
        alternative: alternative.map_or_else(String::new, |text| voice.plain(text)),
        sides: written
            .size(&picture.value)
            .map(|size| (size.width, size.height)),
    })
}

/// Returns the drawing of roles and dimensions.
///
/// A role is labelled with its personnel if the standard states them, or else with its title. The
/// dimensions are those of the first axis.
fn drawn(frame: &Frame, standard: &CompleteStandard, voice: &Voice) -> DrawingView {
    let roles: Vec<&Text> = standard
        .about
        .roles
        .iter()
        .map(|role| role.personnel.as_ref().unwrap_or(&role.title))
        .collect();
    let dimensions: Vec<&Text> = standard
        .about
        .dimensions
        .first()
        .iter()
        .map(|dimension| &dimension.title)
        .collect();
    let labels = |texts: &[&Text]| -> Vec<FigureLabel> {
        texts
            .iter()
            .map(|text| FigureLabel::of(frame, standard.about.language.as_str(), text))
            .collect()
    };
    let (left, right) = (labels(&roles), labels(&dimensions));
    let body = column_height(&left).max(column_height(&right));
    let mut nodes = column(&left, 0.0, body);
    let first_right = nodes.len();
    nodes.extend(column(&right, WIDTH - NODE, body));
    let lines = connection(&nodes[..first_right], &nodes[first_right..]);
    let names = |texts: &[&Text]| {
        let names: Vec<String> = texts.iter().map(|text| voice.plain(text)).collect();
        names.join(frame.word("list_comma"))
    };
    DrawingView {
        description: frame
            .word("figure_description")
            .replace("{roles}", &names(&roles))
            .replace("{dimensions}", &names(&dimensions)),
        width: WIDTH,
        height: HEAD + body,
        heads: [
            ("figure_roles", NODE / 2.0),
            ("figure_dimensions", WIDTH - NODE / 2.0),
        ]
        .map(|(key, x)| FigureLine {
            x,
            y: HEAD - 14.0,
            lang: (frame.words.lender(&frame.language().id, key))
                .unwrap_or(&frame.language().tag)
                .to_owned(),
            is_second: false,
            words: frame.word(key).to_owned(),
        })
        .into(),
        nodes,
        lines,
    }
}

/// The lines of one node.
struct FigureLabel(Vec<LabelLine>);

/// A line of a node before it is placed.
struct LabelLine {
    lang: String,
    is_second: bool,
    /// The distance from the previous baseline to this one.
    height: f32,
    words: String,
}

impl FigureLabel {
    /// Breaks the words of `text` into lines, language by language. A second language without a
    /// translation is left out; the first falls back to the standard's own language, `source`.
    fn of(frame: &Frame, source: &str, text: &Text) -> FigureLabel {
        let mut lines = Vec::new();
        for (place, language) in frame.reading().languages.iter().enumerate() {
            let (id, words) = text.nearest(&[&language.id, source]);
            let is_translated = *language.id == *id;
            if !is_translated && place > 0 {
                continue;
            }
            let mut all = frame.handbook().languages.iter();
            let language = all.find(|known| *known.id == *id).unwrap_or(language);
            let size = if place == 0 { 15.0 } else { 13.0 };
            lines.extend(
                wrap(words, (NODE - 2.0 * PAD) / size)
                    .into_iter()
                    .map(|words| LabelLine {
                        lang: language.tag.to_string(),
                        is_second: place > 0,
                        height: size * 1.28,
                        words,
                    }),
            );
        }
        FigureLabel(lines)
    }

    /// The height of a node that holds just these lines.
    fn height(&self) -> f32 {
        2.0 * PAD + self.0.iter().map(|line| line.height).sum::<f32>()
    }
}

/// Returns the height of a column: all its nodes, each as high as the highest, and the gaps between them.
fn column_height(labels: &[FigureLabel]) -> f32 {
    let count = f32::from(u16::try_from(labels.len()).unwrap_or(u16::MAX));
    count * highest(labels) + (count - 1.0).max(0.0) * GAP
}

/// The height of the highest label; 0 if there are none.
fn highest(labels: &[FigureLabel]) -> f32 {
    labels.iter().map(FigureLabel::height).fold(0.0, f32::max)
}

/// Places the nodes of a column, spread evenly over `body`.
///
/// All nodes are as high as the highest. `body` is the height below the headings.
fn column(labels: &[FigureLabel], x: f32, body: f32) -> Vec<FigureNode> {
    let height = highest(labels);
    let count = f32::from(u16::try_from(labels.len()).unwrap_or(u16::MAX)).max(1.0);
    let mut top = HEAD + (body / count - height) / 2.0;
    let mut nodes = Vec::new();
    for label in labels {
        // The words are centred vertically in the node; a line's baseline is at about three quarters of its height.
        let mut base = top + (height - label.height()) / 2.0 + PAD;
        let mut lines = Vec::new();
        for line in &label.0 {
            lines.push(FigureLine {
                x: x + NODE / 2.0,
                y: tenth(base + line.height * 0.78),
                lang: line.lang.clone(),
                is_second: line.is_second,
                words: line.words.clone(),
            });
            base += line.height;
        }
        nodes.push(FigureNode {
            x,
            y: tenth(top),
            width: NODE,
            height: tenth(height),
            lines,
        });
        top += body / count;
    }
    nodes
}

/// Draws lines from every node on the left to a spine between the columns, and from there to every node on the right.
///
/// The spine itself is left out if all nodes have the same middle.
fn connection(left: &[FigureNode], right: &[FigureNode]) -> String {
    let middle = |node: &FigureNode| tenth(node.y + node.height / 2.0);
    let spine = WIDTH / 2.0;
    let mut path = String::new();
    for node in left {
        path.push_str(&format!(
            "M{} {}H{spine}",
            node.x + node.width,
            middle(node)
        ));
    }
    for node in right {
        path.push_str(&format!("M{spine} {}H{}", middle(node), node.x));
    }
    let all = || left.iter().chain(right).map(middle);
    let (top, bottom) = (all().fold(f32::MAX, f32::min), all().fold(0.0, f32::max));
    if top < bottom {
        path.push_str(&format!("M{spine} {top}V{bottom}"));
    }
    path
}

/// Breaks `words` into lines of at most `room` ems: Latin text between words, Han text anywhere.
///
/// A character outside ASCII counts as one em, any other as 0.54 em. This is close enough for
/// labels, and needs no font.
fn wrap(words: &str, room: f32) -> Vec<String> {
    let width = |text: &str| -> f32 {
        text.chars()
            .map(|character| if character.is_ascii() { 0.54 } else { 1.0 })
            .sum()
    };
    let mut lines = vec![String::new()];
    for word in words.split_inclusive(' ') {
        let line = lines.last().map_or(0.0, |line| width(line));
        if line > 0.0 && line + width(word.trim_end()) > room {
            lines.push(String::new());
        }
        for character in word.chars() {
            let full = lines.last().is_some_and(|line| width(line) + 1.0 > room);
            if full && !character.is_ascii() {
                lines.push(String::new());
            }
            if let Some(line) = lines.last_mut() {
                line.push(character);
            }
        }
    }
    lines
        .iter()
        .map(|line| line.trim_end().to_owned())
        .collect()
}

/// Rounds to one decimal, which is precise enough for a drawing and short in a page.
fn tenth(number: f32) -> f32 {
    (number * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn labels_break_between_latin_words_and_between_han() {
        assert_eq!(wrap("开发选品人员", 8.0), ["开发选品人员"]);
        assert_eq!(
            wrap("跨境电子商务出口运营人员", 8.0),
            ["跨境电子商务出口", "运营人员"]
        );
        assert_eq!(
            wrap("Product development and selection personnel", 9.5),
            ["Product", "development and", "selection", "personnel"]
        );
        assert_eq!(
            wrap("unbreakableunbreakable", 4.0),
            ["unbreakableunbreakable"]
        );
        assert_eq!(wrap("", 4.0), [""]);
    }
}
