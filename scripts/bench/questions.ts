/**
 * Questions that all differ, made from words of the corpus, so that no cache of questions could
 * answer them. The same ones every time.
 */
export function benchQuestions(count: number): string[] {
  const subjects = [
    'China’s Cybersecurity Law',
    'Internet sovereignty',
    'the Cyberspace Administration of China',
    'the UN Group of Governmental Experts',
    'President Xi',
    'the Internet Plus initiative',
    'the Counter-Terrorism Law',
    'foreign technology companies',
    'the ICT industry',
    'cyber norms',
    'data residence',
    'the Third Joint Dialogue on Cybercrime',
  ];
  const forms = [
    'When did {} take effect?',
    'Who is responsible for {}?',
    'What does {} require of companies?',
    'Why is {} important to the United States?',
    'How does {} change market access?',
    'What risks come with {}?',
    'Which countries are concerned about {}?',
    'What has the government said about {}?',
  ];
  const years = ['', ' in 2015', ' in 2016', ' in 2017', ' in Beijing', ' in Europe', ' at home'];
  const all = years.flatMap((year) =>
    forms.flatMap((form) =>
      subjects.map((subject) => form.replace('{}', subject).replace('?', `${year}?`)),
    ),
  );
  return Array.from({ length: count }, (_, index) => all[index % all.length]!);
}
