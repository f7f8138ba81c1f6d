import sanitizeHtml from 'sanitize-html';

const colour = [/^#[0-9a-f]{3,8}$/i, /^rgb\(\s*\d{1,3}(\s*,\s*\d{1,3}){2}\s*\)$/, /^[a-z]{3,20}$/i];
const length = [/^\d{1,4}(\.\d{1,2})?(px|em|rem|%|pt)?$/];
const lengths = [/^(\d{1,4}(\.\d{1,2})?(px|em|rem|%|pt)?\s*){1,4}$/];
const border = [/^\d{1,2}px (solid|dashed|dotted) #[0-9a-f]{3,8}$/i];

/** What an e-mail may contain. A list of what is allowed, so that whatever is invented next is not (facts: security 8). */
const allowed: sanitizeHtml.IOptions = {
  allowedTags: [
    ...['p', 'br', 'hr', 'div', 'span', 'strong', 'b', 'em', 'i', 'u', 's', 'small', 'sub', 'sup'],
    ...['h1', 'h2', 'h3', 'h4', 'ul', 'ol', 'li', 'blockquote', 'pre', 'code', 'a', 'img'],
    ...['table', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td', 'caption'],
  ],
  allowedAttributes: {
    a: ['href', 'title'],
    img: ['src', 'alt', 'width', 'height'],
    table: ['width', 'align', 'role', 'cellpadding', 'cellspacing', 'border'],
    td: ['width', 'align', 'valign', 'colspan', 'rowspan'],
    th: ['width', 'align', 'valign', 'colspan', 'rowspan', 'scope'],
    '*': ['style', 'dir', 'lang'],
  },
  allowedSchemes: ['https', 'mailto', 'tel'],
  allowedSchemesByTag: { img: ['https', 'cid'] },
  allowProtocolRelative: false,
  allowedStyles: {
    '*': {
      color: colour,
      'background-color': colour,
      'text-align': [/^(left|right|center|justify)$/],
      'font-weight': [/^(normal|bold|[1-9]00)$/],
      'font-style': [/^(normal|italic)$/],
      'text-decoration': [/^(none|underline|line-through)$/],
      'font-size': length,
      'line-height': length,
      width: length,
      'max-width': length,
      padding: lengths,
      margin: lengths,
      'border-radius': length,
      'border-bottom': border,
    },
  },
  nestingLimit: 50,
};

/** HTML without anything that acts: no script, form, frame, handler, foreign scheme or free style. */
export function sanitise(html: string): string {
  return sanitizeHtml(html, allowed);
}
