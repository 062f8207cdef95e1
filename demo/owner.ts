/** The account that the demo makes; it opens nothing but this n8n, which listens on this machine only. */
export const OWNER = {
	email: 'demo@invoice-refunds.example',
	password: 'Refunds-demo-1',
	firstName: 'Demo',
	lastName: 'Owner',
} as const;
