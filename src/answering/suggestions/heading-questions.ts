import { analyzeTerms } from '../../language/analyze-terms.ts';

const howTo = /^how\s+to\s+(?<rest>\p{Ll}.*)$/iu;
const asks =
  /^(?:who|whom|whose|what|when|where|why|which|how|can|do|does|is|are|must|should|may|will)\b.*\?$/i;

/** The question that a heading is, as in a list of frequent ones; undefined where it is none. */
export function headingQuestion(heading: string): string | undefined {
  const text = heading.replace(/\s+/g, ' ').trim();
  if (analyzeTerms(text).length < 2) return undefined;
  if (asks.test(text)) return text;
  const rest = howTo.exec(text)?.groups?.['rest'];
  return rest === undefined ? undefined : `How do you ${rest.replace(/[\s.?!:]+$/, '')}?`;
}
