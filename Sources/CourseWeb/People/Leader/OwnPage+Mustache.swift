import Mustache

// The page that is asked for most answers for its own names: looked into by reflection it takes several times as long.

extension OwnPage: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "title": title
        case "firstName": firstName
        case "course": course
        case "municipality": municipality
        case "group": group
        case "isChair": isChair
        case "next": next
        case "dates": dates
        case "letters": letters
        case "languageAction": languageAction
        case "readsDanish": readsDanish
        case "readsEnglish": readsEnglish
        case "others": others
        case "contact": contact
        default: nil
        }
    }
}

extension OwnPage.Step: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "title": title
        case "about": about
        case "kind": kind
        case "when": when
        case "place": place
        case "link": link
        case "linkLabel": linkLabel
        case "isOver": isOver
        case "isDone": isDone
        default: nil
        }
    }
}

extension OwnPage.Letter: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "day": day
        case "about": about
        default: nil
        }
    }
}

extension OwnPage.Other: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "href": href
        case "title": title
        default: nil
        }
    }
}

extension OwnPage.Contact: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "name": self.name
        case "email": email
        case "phone": phone
        default: nil
        }
    }
}
