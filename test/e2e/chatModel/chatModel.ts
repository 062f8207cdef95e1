import fastify from 'fastify';

/** What the model does when it is asked next: it says something, or calls a tool. */
export type Turn =
	{ readonly say: string } | { readonly call: string; readonly with: Record<string, unknown> };

/** A tool as it is offered to the model. */
export interface OfferedTool {
	readonly name: string;
	readonly description: string;
	/** A JSON Schema. */
	readonly parameters: unknown;
}

interface Asked {
	readonly messages: ReadonlyArray<{ readonly role: string; readonly content: unknown }>;
	readonly tools?: ReadonlyArray<{ readonly function: OfferedTool }>;
}

/** A language model that does as it was told: no guesses, no network, the same in every run. */
export interface ChatModel {
	/** For the credential's Base URL. */
	readonly url: string;
	/** Sets what it does, one turn per question; forgets what it was asked before. */
	follow(script: readonly Turn[]): void;
	/** The tools it was offered last. */
	offered(): readonly OfferedTool[];
	/** Everything that tools answered it in the conversation, oldest first. */
	toolAnswers(): readonly string[];
	stop(): Promise<void>;
}

/** Starts it on a free loopback port, with the two routes of OpenAI's API that n8n's chat model node calls. */
export async function startChatModel(): Promise<ChatModel> {
	let script: readonly Turn[] = [];
	let asked: Asked[] = [];
	const app = fastify();
	app.get('/v1/models', () => ({ object: 'list', data: [{ id: 'scripted', object: 'model' }] }));
	app.post('/v1/chat/completions', (request, reply) => {
		const turn = script[asked.length];
		asked.push(request.body as Asked);
		if (turn === undefined) {
			return reply.code(400).send({ error: { message: 'The script has no further turn.' } });
		}
		const calls = 'call' in turn;
		return reply.send({
			id: `answer-${asked.length}`,
			object: 'chat.completion',
			created: 0,
			model: 'scripted',
			choices: [
				{
					index: 0,
					finish_reason: calls ? 'tool_calls' : 'stop',
					message: calls
						? { role: 'assistant', content: null, tool_calls: [toolCall(turn, asked.length)] }
						: { role: 'assistant', content: turn.say },
				},
			],
			usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
		});
	});
	const url = await app.listen({ host: '127.0.0.1', port: 0 });
	return {
		url: `${url}/v1`,
		follow(turns) {
			script = turns;
			asked = [];
		},
		offered: () => (asked.at(-1)?.tools ?? []).map((tool) => tool.function),
		toolAnswers: () =>
			(asked.at(-1)?.messages ?? [])
				.filter(({ role }) => role === 'tool')
				.map(({ content }) => (typeof content === 'string' ? content : JSON.stringify(content))),
		stop: async () => await app.close(),
	};
}

function toolCall(turn: Extract<Turn, { call: string }>, count: number) {
	return {
		id: `call-${count}`,
		type: 'function',
		function: { name: turn.call, arguments: JSON.stringify(turn.with) },
	};
}
