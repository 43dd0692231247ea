// What is loaded when there is an answer: what shows where its quotes stand, and how that looks.
import styles from './source.css';

export { QuotePreview } from './quote-preview.ts';
export { SourceView } from './source-view.ts';

export const sourceStyles = new CSSStyleSheet();
sourceStyles.replaceSync(styles);
