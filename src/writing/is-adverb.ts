const ending = /^\p{L}{3,}ly$/u;
const others =
  /^(?:ally|anomaly|apply|assembly|bully|comply|daily|family|friendly|imply|italy|july|likely|monopoly|monthly|multiply|rally|reply|supply|weekly|yearly|early)$/;

/** Whether a word, lower case, looks like an adverb: it tells how, and stands before what it is about. */
export const isAdverb = (lower: string): boolean => ending.test(lower) && !others.test(lower);
