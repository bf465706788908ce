/** A reader of XML without surprises, for tests: throws where tags do not match or text is not escaped. */
export interface Node {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Node[];
  text: string;
}

export function readXml(source: string): Node {
  const root: Node = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  for (const [whole, end, name, attributes, text] of source
    .replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, '')
    .matchAll(/<(\/?)([\w:]+)((?:\s+[\w:]+="[^"<]*")*)\s*>|([^<]+)/g)) {
    const current = open.at(-1) as Node;
    if (text !== undefined) {
      if (/&(?!(amp|lt|gt|quot);)|>/.test(text)) throw new Error(`not escaped: ${text}`);
      current.text += text.trim();
    } else if (end) {
      if (current.name !== name) throw new Error(`${whole} ends ${current.name}`);
      open.pop();
    } else {
      const pairs = [...(attributes ?? '').matchAll(/([\w:]+)="([^"]*)"/g)];
      const node: Node = {
        name: name ?? '',
        attributes: Object.fromEntries(pairs.map(([, key, value]) => [key, value])),
        children: [],
        text: '',
      };
      current.children.push(node);
      open.push(node);
    }
  }
  const [only] = root.children;
  if (open.length !== 1 || root.children.length !== 1 || !only) throw new Error('not one element');
  return only;
}

/** All elements of a name, at any depth. */
export function all(node: Node, name: string): Node[] {
  return node.children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)]);
}
