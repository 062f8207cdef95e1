/** Thrown inside parsing only, and turned into a refusal there; the message names the field on the screen. */
export class InvalidParameter extends Error {}
