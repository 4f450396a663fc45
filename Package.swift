// swift-tools-version: 6.2
import PackageDescription

// The floors: an arrow points down only (README.md, "The house"). Deploy/floors holds every import against these lists.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
    name: "tandem",
    products: [
        .executable(name: "tandem", targets: ["CourseServer"]),
        .executable(name: "course-bench", targets: ["CourseBench"]),
    ],
    dependencies: [
        // SMTP: channels, event loops and TLS, from the people who run them in production.
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
        // Letters and pages: logic-less templates that an administrator could read.
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
        // Commands, flags and their help.
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        // Start, signals and orderly shutdown of the long-running parts.
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
        // HTTP: the server, its router and its lifecycle.
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        // The names of HTTP's fields, in Hummingbird's interface.
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        // Flags over environment over file, read in one place.
        .package(url: "https://github.com/apple/swift-configuration", exact: "1.4.0"),
        // The logging interface that all of these share.
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        // SHA-256 of migrations and tokens, HMAC of bounce addresses.
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        // The course file; gives line and column of every node.
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    ],
    targets: [
        .systemLibrary(
            name: "CLibPQ",
            pkgConfig: "libpq",
            providers: [.apt(["libpq-dev"])]
        ),
        .target(
            name: "Schema",
            path: "Schema",
            exclude: ["README.md"],
            resources: [
                .embedInCode("roles.sql"),
                .embedInCode("0001_people.sql"),
                .embedInCode("0002_programme.sql"),
                .embedInCode("0003_mailbox.sql"),
                .embedInCode("0004_post.sql"),
                .embedInCode("0005_addresses.sql"),
                .embedInCode("0006_turning.sql"),
                .embedInCode("0007_doors.sql"),
                .embedInCode("0008_contract.sql"),
                .embedInCode("0009_sign_in.sql"),
                .embedInCode("0010_agreement.sql"),
                .embedInCode("0011_succession.sql"),
                .embedInCode("0012_words.sql"),
                .embedInCode("0013_messages.sql"),
                .embedInCode("0014_ledger.sql"),
                .embedInCode("0015_own.sql"),
            ],
            swiftSettings: settings
        ),
        .target(
            name: "Postgres",
            dependencies: [
                "CLibPQ",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: settings
        ),
        .target(
            name: "Course",
            dependencies: ["Yams"],
            swiftSettings: settings
        ),
        .target(
            name: "CourseStore",
            dependencies: [
                "Course", "Postgres",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: settings
        ),
        .target(
            name: "Mail",
            dependencies: [
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "NIOTLS", package: "swift-nio"),
            ],
            swiftSettings: settings
        ),
        .target(
            name: "Correspondence",
            dependencies: [
                "Course", "CourseStore", "Mail",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            // A folder as a whole: a letter is a template more, and no line here.
            resources: [.embedInCode("Templates")],
            swiftSettings: settings
        ),
        .target(
            name: "CourseWeb",
            dependencies: [
                "Correspondence", "Course", "CourseStore",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            resources: [.embedInCode("Templates"), .embedInCode("Assets")],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "CourseServer",
            dependencies: [
                "Correspondence", "Course", "CourseStore", "CourseWeb", "Mail", "Postgres", "Schema",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings
        ),
        .target(
            name: "CourseTesting",
            dependencies: [
                "Course", "CourseStore", "Postgres", "Schema",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            path: "Tests/CourseTesting",
            swiftSettings: settings
        ),
        // What Deploy/bench runs; a test of the machine, not of the code.
        .executableTarget(
            name: "CourseBench",
            dependencies: [
                "Course", "CourseStore", "CourseTesting", "Postgres",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            path: "Tests/CourseBench",
            swiftSettings: settings
        ),
        .testTarget(
            name: "PostgresTests",
            dependencies: ["CourseTesting", "Postgres"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "CourseTests",
            dependencies: ["Course", "CourseTesting"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "CourseStoreTests",
            dependencies: ["Course", "CourseStore", "CourseTesting", "Postgres"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "MailTests",
            dependencies: [
                "CourseTesting", "Mail",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            exclude: ["Bounces", "Golden"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "CorrespondenceTests",
            dependencies: [
                "Correspondence", "Course", "CourseStore", "CourseTesting", "Mail",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            exclude: ["Golden", "People/Golden"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "CourseWebTests",
            dependencies: [
                "Correspondence", "Course", "CourseStore", "CourseTesting", "CourseWeb", "Postgres",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
            ],
            exclude: ["Pages/Golden"],
            swiftSettings: settings
        ),
        // Runs the built program as people do.
        .testTarget(
            name: "CourseServerTests",
            dependencies: [
                "Correspondence", "Course", "CourseServer", "CourseStore", "CourseTesting", "CourseWeb", "Mail",
                "Postgres", "Schema",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: settings
        ),
    ]
)
