extension Markup {
    /// Blocks as HTML for the layout's middle; names are still to come.
    ///
    /// Styles stand on the elements, since many readers drop style sheets; the classes are for dark backgrounds only.
    static func html(of blocks: some Collection<Block>, openLink: String) -> String {
        var html = ""
        html.reserveCapacity(4096)
        for block in blocks {
            switch block {
            case .heading(let heading):
                html += #"<h2 style="margin:28px 0 10px;font-size:20px;line-height:1.3;font-weight:600">"#
                append(heading, to: &html)
                html += "</h2>\n"
            case .paragraph(let lines):
                html += #"<p style="margin:0 0 16px">"#
                append(lines: lines, to: &html)
                html += "</p>\n"
            case .facts(let lines):
                html += #"<table role="presentation" cellpadding="0" cellspacing="0" border="0" width="100%" "#
                html += #"style="margin:4px 0 20px"><tr><td class="facts" style="padding:12px 16px;"#
                html += #"background:#eef3f9;border-left:4px solid #1464b4;font-size:17px;line-height:1.5">"#
                append(lines: lines, to: &html)
                html += "</td></tr></table>\n"
            case .list(let items):
                html += #"<ul style="margin:0 0 16px;padding:0 0 0 22px">"#
                for item in items {
                    html += #"<li style="margin:0 0 8px">"#
                    append(item, to: &html)
                    html += "</li>"
                }
                html += "</ul>\n"
            case .button(let label, let url):
                html += #"<table role="presentation" cellpadding="0" cellspacing="0" border="0" "#
                html += ##"style="margin:4px 0 24px"><tr><td bgcolor="#1464b4" style="border-radius:8px;"##
                html += #"background:#1464b4;mso-padding-alt:14px 26px"><a href=""#
                append(escaping: url, to: &html)
                html += #"" style="display:inline-block;padding:14px 26px;color:#ffffff;font-weight:600;"#
                html += #"text-decoration:none">"#
                append(escaping: label ?? openLink, to: &html)
                html += "</a></td></tr></table>\n"
            case .rule:
                html += #"<hr class="line" style="margin:24px 0;border:0;border-top:1px solid #d5dae0">"#
                html += "\n"
            }
        }
        return html
    }

    /// Text for an element's content or an attribute in double quotes.
    static func htmlEscaped(_ text: String) -> String {
        var html = ""
        append(escaping: text, to: &html)
        return html
    }

    private static func append(lines: [String], to html: inout String) {
        for (number, line) in lines.enumerated() {
            if number > 0 { html += "<br>\n" }
            append(line, to: &html)
        }
    }

    private static func append(_ line: String, to html: inout String) {
        for run in runs(of: line) {
            switch run {
            case .text(let text): append(escaping: text, to: &html)
            case .link(let label, let url):
                html += #"<a class="link" href=""#
                append(escaping: url, to: &html)
                html += #"" style="color:#1464b4">"#
                append(escaping: label, to: &html)
                html += "</a>"
            }
        }
    }

    private static func append(escaping text: String, to html: inout String) {
        guard text.utf8.contains(where: { $0 == 0x26 || $0 == 0x3C || $0 == 0x3E || $0 == 0x22 || $0 == 0x27 }) else {
            html += text
            return
        }
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": html += "&amp;"
            case "<": html += "&lt;"
            case ">": html += "&gt;"
            case "\"": html += "&quot;"
            case "'": html += "&#39;"
            default: html.unicodeScalars.append(scalar)
            }
        }
    }
}
