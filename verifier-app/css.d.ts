declare module "*.css?url" {
  const href: string;
  export default href;
}

declare module "*?worker&url" {
  const href: string;
  export default href;
}

declare module "*.wasm?url" {
  const href: string;
  export default href;
}
