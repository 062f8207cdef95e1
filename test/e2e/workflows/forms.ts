import axios from 'axios';
import type { WorkflowNode } from '../../workflows/readWorkflow';
import { bytesOf, type FilledForm } from '../../workflows/recipes';

const http = axios.create({ proxy: false, validateStatus: () => true, maxRedirects: 0 });

/** Fills in one of n8n's forms by its labels, as its page does; without the password there has to be no form. */
export async function handIn(
	url: string,
	node: WorkflowNode | undefined,
	form: FilledForm,
	auth: { readonly username: string; readonly password: string },
) {
	const { values } = (node?.parameters.formFields ?? { values: [] }) as {
		values: Array<{ fieldLabel: string }>;
	};
	const place = (label: string) => {
		const index = values.findIndex(({ fieldLabel }) => fieldLabel === label);
		if (index < 0) throw new Error(`the form has no field '${label}'`);
		return `field-${index}`;
	};
	const body = new FormData();
	for (const [label, value] of Object.entries(form.fields)) body.append(place(label), value);
	const { file } = form;
	if (file)
		body.append(place(file.label), new Blob([bytesOf(file)], { type: 'text/csv' }), file.name);

	const statusOf = async (request: Promise<{ status: number }>) => (await request).status;
	expect(await statusOf(http.get(url))).toBe(401);
	expect(await statusOf(http.post(url, body))).toBe(401);
	expect(await statusOf(http.get(url, { auth }))).toBe(200);
	const answer = await http.post<unknown>(url, body, { auth });
	expect(answer.status).toBe(200);
	return answer;
}

/**
 * Looks at the page that closes a form and resolves to the lines of the file that it hands out. n8n lets the execution
 * wait until that page has reported back, which a script in it does as soon as a browser shows it.
 */
export async function closingPage(url: string): Promise<string[]> {
	const page = await http.get<string>(url);
	expect(page.status).toBe(200);
	const [, encoded = ''] = /const binaries = "([^"]*)"/.exec(page.data) ?? [];
	const [file] = JSON.parse(decodeURIComponent(encoded)) as [
		{ type: string; data: string | { data: number[] } },
	];
	expect(file.type).toBe('text/csv');
	const bytes =
		typeof file.data === 'string' ? Buffer.from(file.data, 'latin1') : Buffer.from(file.data.data);
	expect((await http.post(url)).status).toBe(200);
	// A line break inside of quotes belongs to its cell.
	return (
		bytes
			.toString('utf8')
			.trim()
			.match(/(?:"(?:[^"]|"")*"|[^"\n])+/g) ?? []
	);
}
