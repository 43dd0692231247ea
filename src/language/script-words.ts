/**
 * Words of scripts other than the Latin one. A script tells them from words of English, so that they
 * can be left out of any text.
 */
export const otherStopWords: ReadonlySet<string> = new Set(
  `的 了 是 在 和 与 及 或 有 我 你 您 他 她 它 们 我们 你们 他们 这 那 这个 那个 这些 那些 什么 谁 哪 哪里 哪些
  哪个 何时 何 时候 什么时候 为什么 为何 如何 怎么 怎样 怎么样 多少 多久 几 吗 呢 吧 啊 请 请问 就 也 都 而 但 但是
  因为 所以 如果 可以 能 要 会 对 从 到 被 把 向 于 以 为 之 其 不 没 没有 很 更 最 个 上 中 下 里 是否
  誰 什麼 為什麼 為何 嗎 這 這個 那個 個 與 哪裡 怎麼 們 我們 來 為 時候 還 請 請問 會 對 從 說 说 关于 關於
  について ください いくら どのよう どのように どうして どんな どちら あります います ました です ます される
  された している こと もの ため よう これ それ この その 何 何時 何人 教え 誰 方 的な
  무엇 무엇입니까 무엇인가요 누구 누가 누구입니까 어디 어디에 어디에서 언제 왜 어떻게 어떤 어느 얼마 얼마나 얼마입니까
  얼마인가요 몇 있나요 있습니까 있습니다 있는 있다 없나요 합니까 하나요 됩니까 되나요 이 그 저 및 또는 그리고 수
  что кто кого кому чем где куда когда почему зачем как какой какая какое какие каких каков какова каково
  сколько ли чей который которая которое которые которых в во на и из с со по для о об от до у к ко за при
  без под над между через это этот эта эти этого этой этих то тот та те такое такой есть был была было были
  быть будет не ни нет да или а но же бы если чтобы он она оно они его её ее их мы вы ты я мне меня нас вас
  можно нужно надо нужен нужна должен должна должны также уже только ещё еще
  хто що де коли чому який яка яке які скільки чи та й і є це цей ця ці від для про
  ο η το οι τα του της των τον την τη τους τις και ή να σε στο στη στην στον στα στους στις από για με που
  πως πώς πού πότε ποιος ποια ποιο ποιοι ποιες ποιους τι γιατί πόσο πόση πόσα πόσοι πόσους πόσες είναι ήταν
  έχει έχουν ένα ένας μια μία αυτό αυτή αυτός θα δεν μου σου μας σας ως κατά μετά πριν
  ما ماذا من متى أين اين كيف كم هل لماذا لم أي اي هو هي هم هذا هذه ذلك تلك التي الذي الذين في على إلى الى عن مع
  و أو او ثم أن ان إن لا كان كانت قد بين بعد قبل عند كل يجب يمكن
  מה מי מתי איפה היכן למה מדוע איך כיצד כמה האם איזה איזו אילו הוא היא הם הן זה זו זאת אלה של על את עם אל
  או גם כי אם לא יש אין היה היתה הייתה מהו מהי מהם מהן בין עד כל אני אנחנו אתה
  क्या कौन कब कहाँ कहां क्यों कैसे कितना कितनी कितने किस किसने किसे किसका है हैं था थी थे हो होगा होगी का की के
  को में से पर और या यह वह ये वे इस उस इसके उसके ने भी ही तक लिए मुझे हम आप मैं नहीं एक कि जो
  ใคร อะไร คือ เมื่อไร เมื่อไหร่ ทำไม อย่างไร ยังไง เท่าไร เท่าไหร่ ที่ไหน ไหน ไหม หรือ และ ที่ ของ ใน เป็น มี
  อยู่ ไม่ ให้ กับ จาก ว่า นี้ นั้น จะ ได้ ต้อง ซึ่ง โดย แล้ว ก็ บ้าง`.split(/\s+/),
);

const scripts = ['Han', 'Hiragana', 'Katakana', 'Thai', 'Lao', 'Khmer', 'Myanmar']
  .map((script) => `\\p{Script=${script}}`)
  .join('');
const spacelessRuns = new RegExp(`[${scripts}][${scripts}\\p{M}ー]*`, 'gu');
const spaceless = new RegExp(`[${scripts}]`, 'u');
/** Inflections and particles; what so short a run means is written with other characters. */
const shortHiragana = /^\p{Script=Hiragana}{1,2}$/u;
const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

/** Whether a text has a script that is written without spaces. */
export const hasSpacelessScript = (text: string): boolean => spaceless.test(text);

/**
 * The words of a run of letters that has a script without spaces, by Unicode's dictionaries,
 * without what only joins them; runs of other scripts in it stay whole. On words rather than on
 * pairs of characters, the share of a question's words that a sentence has means the same as in
 * other languages. About 1 µs a character.
 */
export function segmentWords(run: string): string[] {
  const words: string[] = [];
  let end = 0;
  for (const match of run.matchAll(spacelessRuns)) {
    if (match.index > end) words.push(run.slice(end, match.index));
    end = match.index + match[0].length;
    for (const { segment, isWordLike } of segmenter.segment(match[0])) {
      if (isWordLike && !shortHiragana.test(segment)) words.push(segment);
    }
  }
  if (end < run.length) words.push(run.slice(end));
  return words;
}

const koreanEnding =
  /(?<=^\p{Script=Hangul}{2,})(?:입니다|입니까|인가요|이란|에서는|에서|에게|으로|까지|부터|은|는|이|가|을|를|의|에|로|와|과|도|만|란)$/u;

/** A Korean word without the particle that is written onto it; any other word as it is. */
export const withoutParticle = (word: string): string => word.replace(koreanEnding, '');
