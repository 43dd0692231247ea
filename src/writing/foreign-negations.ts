import { analyzeTerms } from '../language/analyze-terms.ts';

/** Words that deny, of languages other than English. */
const denials =
  /(?<!\p{L})(?:nicht|nichts|kein\p{L}{0,2}|nie|niemals|niemand|ohne|weder|ne|pas|jamais|aucune?|sans|rien|ni|nunca|sin|ning[uú]n\p{L}{0,2}|nada|nadie|tampoco|non|mai|senza|nessun\p{L}?|né|não|sem|nem|nenhum\p{L}?|niet|geen|nooit|zonder|nie|bez|żaden|ikke|inte|ingen|aldrig|utan|uden|değil|yok|tidak|bukan|tanpa|không|chưa|не|нет|ни|никогда|без|нельзя|немає|без|δεν|μην|χωρίς|لا|ليس\p{L}?|لم|لن|بدون|غير|לא|אין|בלי|नहीं|ना|बिना)(?!\p{L})|n'(?=\p{L})|[不没沒無无未非勿]|ない|なく|なかっ|ません|ぬ(?=[、。])|않|없|못|아니|안 |ไม่|มิได้/iu;

/**
 * Whether a sentence in a language other than English denies where the evidence sentence with the
 * most of its words does not, or the reverse. Only whether, not what.
 */
export function deniesOtherwise(sentence: string, evidence: readonly string[]): boolean {
  const stems = new Set(analyzeTerms(sentence).map(({ stem }) => stem));
  const shared = evidence.map(
    (text) =>
      new Set(analyzeTerms(text).flatMap(({ stem }) => (stems.has(stem) ? [stem] : []))).size,
  );
  const most = Math.max(...shared);
  const nearest = evidence.filter((_, index) => shared[index] === most);
  return nearest.every((text) => denials.test(text) !== denials.test(sentence));
}
