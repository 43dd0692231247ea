// What is loaded when there is an answer: what shows where its quotes stand, how that looks, what puts
// it on the clipboard, and what a reader thinks of it.
import styles from './source.css';

export { createCommentForm } from './comment-form.ts';
export { copyAnswer } from './copy-answer.ts';
export { QuotePreview } from './quote-preview.ts';
export { SourceView } from './source-view.ts';

export const sourceStyles = new CSSStyleSheet();
sourceStyles.replaceSync(styles);
