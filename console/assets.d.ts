declare module "*.woff?url" {
  const href: string;
  export default href;
}
