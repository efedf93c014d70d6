export default function Index() {
  return <h1>Привет</h1>;
}
