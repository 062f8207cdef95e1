/** A community package to compare with, pinned to what was published. */
export interface ComparedPackage {
	readonly name: string;
	readonly version: string;
	/** npm's own checksum of the tarball; another one is not what was measured. */
	readonly integrity: string;
	/** One sentence for the results: why it stands here. */
	readonly why: string;
}

/** Three that people run, installed without anything but npm; downloads are npm's, a month, in autumn 2026. */
export const COMPARED: readonly ComparedPackage[] = [
	{
		name: 'n8n-nodes-evolution-api',
		version: '1.0.4',
		integrity:
			'sha512-0ow1ohKmeJlasGX0q7DB+c8zjfeGfHRgxjn7Tunos0x/y+x/FWjPCHL3vgS16SoKRvukWAxiE7vU/1St3DXwvA==',
		why: 'the most downloaded community package (7.7 million); hand-written, many operations, brings axios',
	},
	{
		name: '@devlikeapro/n8n-nodes-chatwoot',
		version: '1.0.2',
		integrity:
			'sha512-a22ZBqWprSAJyFD7bKksV02MQyApninAWebTVHMftxJGISdLa/OFbiZ3a7QOkDiEEr9NaVZqQ+NlkwqxjX9dkg==',
		why: 'the second most downloaded (340 thousand); its node is made from an OpenAPI file while it loads',
	},
	{
		name: '@mendable/n8n-nodes-firecrawl',
		version: '2.1.2',
		integrity:
			'sha512-Zvc9pQPGipyPeDiQAL0xxOBWTKnyVDQRJu9wB2PF+8Jrg9L54PUGknZRdR71LDaHvi+vyvnsN/KOLt0d0Wm29g==',
		why: "a service's own package (17 thousand), without dependencies: the nearest to this one in kind",
	},
];
