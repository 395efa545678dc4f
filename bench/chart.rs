//! The simulated month as a picture.

use std::fmt::Write as _;

use super::Month;

/// How many are answered after how many hours, as two lines.
pub(super) fn chart(with: &Month, without: &Month) -> String {
    let mut out = String::from(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 360\" font-family=\"sans-serif\" font-size=\"13\">\n\
         <rect width=\"640\" height=\"360\" fill=\"#fff\"/>\n\
         <text x=\"50\" y=\"24\">Answered, of 100 questions, within so many hours</text>\n",
    );
    for step in 0..=4 {
        let (y, x) = (320 - step * 70, 50 + step * 140);
        let (share, hours) = (step * 25, step * 12);
        let _ = writeln!(
            out,
            "<path d=\"M50 {y}H610\" stroke=\"#ddd\"/><text x=\"20\" y=\"{}\">{share}</text>",
            y + 4
        );
        let _ = writeln!(out, "<text x=\"{}\" y=\"340\">{hours}</text>", x - 6);
    }
    for (month, colour, name, y) in [
        (with, "#2a6fdb", "with the nearest first", 250),
        (without, "#d9822b", "field only", 270),
    ] {
        let mut line = String::new();
        for hours in 0..=48 {
            let share = month.within(hours) * 280 / month.questions.len();
            let _ = write!(line, "{},{} ", 50 + hours * 560 / 48, 320 - share);
        }
        let _ = writeln!(
            out,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>",
            line.trim_end()
        );
        let _ = writeln!(
            out,
            "<text x=\"420\" y=\"{y}\" fill=\"{colour}\">{name}</text>"
        );
    }
    out.push_str("</svg>\n");
    out
}
