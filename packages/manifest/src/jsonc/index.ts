export { setValue } from './edit.ts';
export { locateKey, locateValue } from './locate.ts';
export { valueOf } from './node.ts';
export type { JsonArray, JsonMember, JsonNode, JsonObject, JsonPath, JsonScalar } from './node.ts';
export { parseJsonc } from './parse.ts';
export { removeValue } from './remove.ts';
