/** What pdf.js gives of a page's structure tree. */
export interface StructureNode {
  role?: string;
  children?: StructureNode[];
  /** Of a leaf: `content`, or `object` and `annotation`, which have no text of the page. */
  type?: string;
  /** Ends in `_mc` and the index of the marked content. */
  id?: string;
}

/** Roles that say something which the type on the page may not. */
const telling = /^(H[1-6]?|Title|TD|TH|Caption|LBody|Lbl|Note|Code)$/;
/** A tree may be as deep as whoever made it liked. */
const deepest = 200;

/** The innermost telling role of every piece of marked content. */
export function structureRoles(tree: StructureNode): Map<number, string> {
  const roles = new Map<number, string>();
  const visit = (node: StructureNode, role: string | undefined, depth: number): void => {
    const own = node.role && telling.test(node.role) ? node.role : role;
    const index = /_mc(\d+)$/.exec(node.type === 'content' ? (node.id ?? '') : '')?.[1];
    if (index !== undefined && own) roles.set(Number(index), own);
    if (depth < deepest) for (const child of node.children ?? []) visit(child, own, depth + 1);
  };
  visit(tree, undefined, 0);
  return roles;
}
