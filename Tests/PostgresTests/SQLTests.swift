import Postgres
import Testing

struct SQLTests {
    @Test func `an interpolation becomes a parameter`() {
        let sql: SQL = "SELECT \(1), \("two")"
        #expect(sql.text == "SELECT $1, $2")
    }

    @Test func `a nested fragment continues the numbering`() {
        let inner: SQL = "b = \(2) AND c = \(3)"
        let sql: SQL = "SELECT \(1) WHERE \(fragment: inner) AND d = \(4)"
        #expect(sql.text == "SELECT $1 WHERE b = $2 AND c = $3 AND d = $4")
    }

    @Test func `pieces are joined with a separator`() {
        let pieces: [SQL] = ["\(1)", "now()", "\(2)"]
        #expect(pieces.joined(separator: ", ").text == "$1, now(), $2")
        #expect([SQL]().joined(separator: ", ").text == "")
    }

    @Test func `raw text is taken as it is`() {
        #expect(SQL("SELECT * FROM \(raw: "leader") WHERE id = \(7)").text == "SELECT * FROM leader WHERE id = $1")
    }

    @Test func `printing or dumping a query shows no value`() {
        let query = Query<Int>("SELECT \("secret"), \(1)")
        var dumped = ""
        dump(query, to: &dumped)
        dump(SQL("SELECT \("secret")"), to: &dumped)
        for text in ["\(query)", String(reflecting: query), String(reflecting: SQL("\("secret")")), dumped] {
            #expect(!text.contains("secret"))
            #expect(!text.contains("115"), "the first byte of the value")
        }
        #expect("\(query)" == "SELECT $1, $2")
    }
}
