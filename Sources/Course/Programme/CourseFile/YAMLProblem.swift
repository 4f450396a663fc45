/// What the YAML parser says is wrong, in both languages.
enum YAMLProblem {
    /// The sentence; in Danish without the parser's words where these are not known.
    static func sentence(_ problem: String) -> Sentence {
        let danish = danish[problem].map { ": \($0)" } ?? ""
        return SourceFault.noYAML + Sentence(danish, ": \(problem)")
    }

    /// What libyaml 0.2 says of a text that is valid UTF-8 and not too deep, as its scanner.c and parser.c have it.
    static let danish: [String: String] = [
        "block sequence entries are not allowed in this context": "en liste med bindestreger kan ikke stå her",
        "mapping keys are not allowed in this context": "en nøgle kan ikke stå her",
        "mapping values are not allowed in this context":
            "et kolon med en værdi kan ikke stå her; se efter indrykning og manglende anførselstegn",
        "could not find expected ':'": "her mangler et kolon",
        "could not find expected directive name": "her mangler navnet på et direktiv",
        "did not find URI escaped octet": "her mangler et tegn i en kodet adresse",
        "did not find expected '!'": "her mangler et udråbstegn",
        "did not find expected ',' or ']'": "her mangler et komma eller ]",
        "did not find expected ',' or '}'": "her mangler et komma eller }",
        "did not find expected '-' indicator": "her mangler en bindestreg; se efter indrykningen",
        "did not find expected <document start>": "her skulle et dokument begynde",
        "did not find expected <stream-start>": "her skulle filen begynde",
        "did not find expected alphabetic or numeric character": "her mangler et bogstav eller et tal",
        "did not find expected comment or line break": "her skulle linjen slutte",
        "did not find expected digit or '.' character": "her mangler et tal eller et punktum",
        "did not find expected hexdecimal number": "her mangler et hexadecimalt tal",
        "did not find expected key": "her mangler en nøgle; se efter indrykningen",
        "did not find expected node content": "her mangler en værdi",
        "did not find expected tag URI": "her mangler et mærkes adresse",
        "did not find expected version number": "her mangler et versionsnummer",
        "did not find expected whitespace": "her mangler et mellemrum",
        "did not find expected whitespace or line break": "her mangler et mellemrum eller et linjeskift",
        "did not find the expected '>'": "her mangler et >",
        "found a tab character that violates indentation": "et tabulatortegn ødelægger indrykningen; brug mellemrum",
        "found a tab character where an indentation space is expected":
            "her står et tabulatortegn i indrykningen; brug mellemrum",
        "found an incorrect leading UTF-8 octet": "et kodet tegn er ikke UTF-8",
        "found an incorrect trailing UTF-8 octet": "et kodet tegn er ikke UTF-8 til ende",
        "found an indentation indicator equal to 0": "indrykningen kan ikke være 0",
        "found character that cannot start any token": "intet kan begynde med dette tegn; sæt anførselstegn om værdien",
        "found duplicate %TAG directive": "direktivet %TAG står to gange",
        "found duplicate %YAML directive": "direktivet %YAML står to gange",
        "found extremely long version number": "versionsnummeret er alt for langt",
        "found incompatible YAML document": "dokumentet er af en YAML-version, der ikke kan læses",
        "found invalid Unicode character escape code": "et kodet tegn findes ikke i Unicode",
        "found undefined tag handle": "mærket er ikke erklæret",
        "found unexpected ':'": "her står et kolon, der ikke hører til; sæt anførselstegn om værdien",
        "found unexpected document indicator": "et dokument begynder eller slutter midt i en værdi",
        "found unexpected end of stream": "filen slutter midt i en værdi; mangler der et anførselstegn?",
        "found unexpected non-alphabetical character": "her står et tegn, der ikke er et bogstav",
        "found unknown directive name": "direktivet er ukendt",
        "found unknown escape character": "tegnet efter \\ betyder intet; brug enkelte anførselstegn",
        "Maximum nesting level reached, set with yaml_set_max_nest_level())": "det er indrykket alt for dybt",
    ]
}
