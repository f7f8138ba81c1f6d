/** The editor's document, as plain data: what the visual editor holds and what the source is made of. */
export interface DocumentNode {
  type: string;
  attrs?: Record<string, string | number | null>;
  marks?: Mark[];
  text?: string;
  content?: DocumentNode[];
}

export interface Mark {
  type: string;
  attrs?: Record<string, unknown>;
}

export const text = (words: string, marks: Mark[] = []): DocumentNode =>
  withMarks({ type: 'text', text: words }, marks);

/** A merge field by its path, known or not. */
export const field = (path: string, marks: Mark[] = []): DocumentNode =>
  withMarks({ type: 'field', attrs: { path } }, marks);

/** Source inside a paragraph that the editor shows as it is. */
export const rawInline = (source: string, marks: Mark[] = []): DocumentNode =>
  withMarks({ type: 'rawInline', attrs: { source } }, marks);

/** Source between paragraphs that the editor shows as it is. */
export const rawBlock = (source: string): DocumentNode => ({
  type: 'rawBlock',
  attrs: { source },
});

export const block = (type: string, content: DocumentNode[]): DocumentNode =>
  content.length === 0 ? { type } : { type, content };

function withMarks(node: DocumentNode, marks: Mark[]): DocumentNode {
  return marks.length === 0 ? node : { ...node, marks };
}
