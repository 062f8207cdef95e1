import type { Page } from 'playwright-core';
import type { N8nApi } from './n8nApi';

const WAIT_MS = 200;
const TRIES = 150;

/** The chat below the canvas. */
export interface ChatPanel {
	/** Opens it if need be and begins a session of its own. */
	startAnew(): Promise<void>;
	say(text: string): Promise<void>;
	/** Presses a button of the newest question for approval, once it is there and can be pressed. */
	approve(label: string): Promise<void>;
	/** Waits until these words were said. */
	waitFor(words: string): Promise<void>;
}

/** The chat of the workflow that is open. */
export function chatPanel(page: Page, api: N8nApi, workflowId: string): ChatPanel {
	const body = page.getByTestId('canvas-chat-body');
	const question = body.locator('textarea');
	/** n8n shows the question a moment before it can take the answer, and answers 409 to who is faster. */
	const canAnswer = async () => {
		for (let tries = 0; tries < TRIES; tries++) {
			if ((await api.lastExecution(workflowId))?.status === 'waiting') return;
			await page.waitForTimeout(WAIT_MS);
		}
		throw new Error('n8n does not wait for an answer.');
	};
	return {
		async startAnew() {
			if (!(await question.isVisible())) await page.getByTestId('workflow-chat-button').click();
			await question.waitFor();
			await page.getByTestId('refresh-session-button').click();
		},
		async say(text) {
			await question.fill(text);
			// The chat takes no message while it works on the last one; one that it took is gone from the box.
			for (let tries = 0; tries < TRIES && (await question.inputValue()) !== ''; tries++) {
				await question.press('Enter');
				await page.waitForTimeout(WAIT_MS);
			}
		},
		async approve(label) {
			const open = body.locator('button.chat-button:not([class*="disabled"])');
			const button = open.getByText(label, { exact: true });
			await button.waitFor();
			await canAnswer();
			await button.click();
		},
		waitFor: async (words) => await body.getByText(words).first().waitFor(),
	};
}
