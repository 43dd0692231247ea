import { Agent, request } from 'node:http';
import { summarizeTimes, type Timing } from './measure.ts';

export interface LoadResult extends Timing {
  answersPerSecond: number;
}

/** Asks the questions over HTTP with so many clients at once, each waiting for its answer. */
export async function askOverHttp(
  url: string,
  questions: readonly string[],
  clients: number,
): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const waiting = [...questions];
  const times: number[] = [];
  const client = async () => {
    for (let question = waiting.pop(); question !== undefined; question = waiting.pop()) {
      const started = performance.now();
      await ask(url, question, agent);
      times.push(performance.now() - started);
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: clients }, client));
  const seconds = (performance.now() - started) / 1000;
  agent.destroy();
  return { ...summarizeTimes(times), answersPerSecond: questions.length / seconds };
}

function ask(url: string, question: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const body = JSON.stringify({ question });
    const headers = {
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(body),
    };
    const sent = request(`${url}/api/ask`, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode === 200) resolve();
        else reject(new Error(`${question}: status ${response.statusCode}`));
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
