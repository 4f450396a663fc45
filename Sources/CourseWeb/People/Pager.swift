import Course
import Foundation
import Mustache

/// The way from one page of a list to the next.
struct Pager: Sendable, Hashable, MustacheParent {
    let position: String
    let previousPath: String?
    let nextPath: String?

    /// `nil` where everything stands on one page.
    init?(path: String, query: [(String, String)], page: Int, size: Int, count: Int, in language: Language) {
        let last = max(1, (count + size - 1) / size)
        guard last > 1 || page > 1 else { return nil }
        position = language("Side \(page) af \(last)", "Page \(page) of \(last)")
        func at(_ page: Int) -> String { Pager.path(path, query + (page > 1 ? [("page", "\(page)")] : [])) }
        previousPath = page > 1 ? at(min(page - 1, last)) : nil
        nextPath = page < last ? at(page + 1) : nil
    }

    func child(named name: String) -> Any? {
        switch name {
        case "position": position
        case "previousPath": previousPath
        case "nextPath": nextPath
        default: nil
        }
    }

    /// A path with what stands behind its question mark; what is empty is left out.
    static func path(_ path: String, _ query: [(String, String)]) -> String {
        let items = query.filter { !$0.1.isEmpty }.map { URLQueryItem(name: $0.0, value: $0.1) }
        guard !items.isEmpty else { return path }
        var components = URLComponents()
        components.queryItems = items
        return path + "?" + (components.percentEncodedQuery ?? "").replacing("+", with: "%2B")
    }
}

extension Form {
    /// The page of a list that is asked for, from 1.
    var page: Int { min(max(1, Int(self["page"]) ?? 1), 100_000) }
}
