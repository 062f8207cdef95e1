import type { Page } from 'playwright-core';

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
export function chatPanel(page: Page): ChatPanel {
	const body = page.getByTestId('canvas-chat-body');
	const question = body.locator('textarea');
	return {
		async startAnew() {
			if (!(await question.isVisible())) await page.getByTestId('workflow-chat-button').click();
			await question.waitFor();
			await page.getByTestId('refresh-session-button').click();
		},
		async say(text) {
			await question.fill(text);
			await question.press('Enter');
		},
		async approve(label) {
			const open = body.locator('button.chat-button:not([class*="disabled"])');
			await open.getByText(label, { exact: true }).click();
		},
		waitFor: async (words) => await body.getByText(words).first().waitFor(),
	};
}
